package dev.perigord.wasm.component.task;

import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.runtime.TrapException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Something that makes progress on its own (CanonicalABI.md {@code Waitable}): a subtask, or the end of a stream or future. */
public abstract sealed class Waitable implements TableEntry permits Subtask, ChannelEnd {
    /** Made an event only when it is delivered, so that it tells the latest. */
    private Supplier<Event> pendingEvent;

    private WaitableSet set;
    private boolean hasSyncWaiter;

    /** From now on there is an event, in place of one that was not delivered yet. */
    public final void setPendingEvent(Supplier<Event> event) {
        pendingEvent = event;
    }

    /** Whether there is an event. */
    public final boolean hasPendingEvent() {
        return pendingEvent != null;
    }

    /** Delivers the event. */
    public final Event takePendingEvent() {
        Supplier<Event> event = pendingEvent;
        pendingEvent = null;
        return event.get();
    }

    /** Whether a set has the waitable. */
    public final boolean isInSet() {
        return set != null;
    }

    /** Whether a thread waits for this waitable alone. */
    public final boolean hasSyncWaiter() {
        return hasSyncWaiter;
    }

    /** Traps if the waitable is in a set, which a synchronous use forbids. */
    public final void checkNotInSet(Node location) {
        if (set != null) {
            throw usedTwice(location);
        }
    }

    private static TrapException usedTwice(Node location) {
        return new TrapException("waitable cannot be used synchronously while added to a waitable set", location);
    }

    /** Lets the thread wait for this waitable alone. */
    public final void await(GuestThread thread, BooleanSupplier ready, Node location) {
        hasSyncWaiter = true;
        thread.waitUntil(ready, false, location);
        hasSyncWaiter = false;
    }

    /** Moves the waitable to a set, or to none if it is null. */
    public final void join(WaitableSet target, Node location) {
        if (hasSyncWaiter) {
            throw usedTwice(location);
        }
        leaveSet();
        set = target;
        if (target != null) {
            target.add(this);
        }
    }

    final void leaveSet() {
        if (set != null) {
            set.remove(this);
            set = null;
        }
    }
}
