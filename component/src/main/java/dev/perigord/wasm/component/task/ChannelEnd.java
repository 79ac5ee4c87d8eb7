package dev.perigord.wasm.component.task;

import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.component.type.ChannelType;
import dev.perigord.wasm.component.type.TypeKind;
import dev.perigord.wasm.runtime.TrapException;

/** An end of a stream or future that a component instance has (CanonicalABI.md {@code CopyEnd} and what extends it). */
public final class ChannelEnd extends Waitable {
    private enum State {
        IDLE,
        COPYING,
        CANCELLING,
        DONE
    }

    private final ChannelType type;
    private final SharedChannel shared;
    private final boolean readable;
    private State state = State.IDLE;
    private int index;

    /** The copy that was begun last, or null. */
    private Copy copy;

    private ChannelEnd(ChannelType type, SharedChannel shared, boolean readable) {
        this.type = type;
        this.shared = shared;
        this.readable = readable;
    }

    /** Gives an instance the end at which it reads; {@code type} is the one of its plan. */
    public static int addReadable(InstanceState instance, ChannelType type, SharedChannel shared, Node location) {
        return add(instance, new ChannelEnd(type, shared, true), location);
    }

    /** Gives an instance the end at which it writes. */
    public static int addWritable(InstanceState instance, ChannelType type, SharedChannel shared, Node location) {
        return add(instance, new ChannelEnd(type, shared, false), location);
    }

    private static int add(InstanceState instance, ChannelEnd end, Node location) {
        end.index = instance.handles().add(end, location);
        return end.index;
    }

    /** The type, as the plan of the instance has it. */
    public ChannelType type() {
        return type;
    }

    /** What it shares with the other end. */
    public SharedChannel shared() {
        return shared;
    }

    /** Whether the instance reads at it. */
    public boolean isReadable() {
        return readable;
    }

    private boolean isStream() {
        return type.kind() == TypeKind.STREAM;
    }

    private String noun() {
        return type.kind().text();
    }

    private boolean isCopying() {
        return state == State.COPYING || state == State.CANCELLING;
    }

    /** Traps unless a copy may begin. */
    public void checkIdle(Node location) {
        if (isCopying()) {
            throw new TrapException("cannot have concurrent operations active on a future/stream", location);
        }
        if (state == State.DONE) {
            String verb = readable ? "cannot read from " : "cannot write to ";
            throw new TrapException(verb + noun() + " after " + whyDone(), location);
        }
    }

    private String whyDone() {
        if (isStream()) {
            return "being notified that the " + (readable ? "writable" : "readable") + " end dropped";
        }
        return readable ? "previous read succeeded" : "previous write succeeded or readable end dropped";
    }

    /** Traps unless the end may go to somebody else. */
    public void checkLift(Node location) {
        if (isCopying()) {
            throw new TrapException("cannot remove busy " + noun(), location);
        }
        if (state == State.DONE) {
            throw new TrapException("cannot lift " + noun() + " after " + whyDone(), location);
        }
        if (isInSet()) {
            throw new TrapException("cannot lift " + noun() + " while it's in a waitable set", location);
        }
    }

    /** Begins a copy. */
    public void copy(CopyBuffer buffer, Node location) {
        state = State.COPYING;
        copy = new Copy(buffer);
        if (readable) {
            shared.read(buffer, copy, location);
        } else {
            shared.write(buffer, copy, location);
        }
    }

    /** What the instance is told of a copy. */
    private final class Copy implements CopyListener {
        private final CopyBuffer buffer;

        Copy(CopyBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public void copied(Runnable reclaim) {
            setPendingEvent(() -> {
                reclaim.run();
                return event(CopyResult.COMPLETED);
            });
        }

        @Override
        public void done(CopyResult result) {
            setPendingEvent(() -> event(result));
        }

        private Event event(CopyResult result) {
            boolean isLast = result == CopyResult.DROPPED || (!isStream() && result == CopyResult.COMPLETED);
            state = isLast ? State.DONE : State.IDLE;
            int progress = isStream() ? buffer.progress() << 4 : 0;
            return new Event(code(), index, result.ordinal() | progress);
        }
    }

    private EventCode code() {
        if (isStream()) {
            return readable ? EventCode.STREAM_READ : EventCode.STREAM_WRITE;
        }
        return readable ? EventCode.FUTURE_READ : EventCode.FUTURE_WRITE;
    }

    /** Traps unless a copy is under way that nobody waits for. */
    public void checkCancel(Node location) {
        if (state != State.COPYING || hasSyncWaiter()) {
            throw new TrapException(
                    noun() + (readable ? " read" : " write") + " cancelled when no " + (readable ? "read" : "write")
                            + " is pending",
                    location);
        }
    }

    /** Ends the copy that is under way; one that has copied values, but not been told of yet, ends with these. */
    public void cancelCopy() {
        state = State.CANCELLING;
        if (shared.isWaiting(copy)) {
            shared.cancel();
        }
    }

    /** Traps unless the end may be dropped. */
    public void checkDrop(Node location) {
        if (!readable && !isStream() && state != State.DONE) {
            throw new TrapException("cannot drop future write end without first writing a value", location);
        }
        if (isCopying()) {
            throw new TrapException((readable ? "cannot remove busy " : "cannot drop busy ") + noun(), location);
        }
    }

    /** Tells the other end that this one is gone. */
    public void drop() {
        shared.drop();
        leaveSet();
    }

    @Override
    public void abandon() {
        shared.withdraw(copy);
        shared.drop();
    }
}
