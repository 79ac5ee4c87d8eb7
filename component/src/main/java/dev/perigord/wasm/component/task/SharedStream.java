package dev.perigord.wasm.component.task;

import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.component.type.WitType;

/** A stream (CanonicalABI.md {@code SharedStreamImpl}): values are copied from a write to a read that is under way, without storage of its own. */
final class SharedStream extends SharedChannel {
    SharedStream(WitType payload) {
        super(payload);
    }

    @Override
    public void read(CopyBuffer target, CopyListener listener, Node location) {
        if (isDropped()) {
            listener.done(CopyResult.DROPPED);
        } else if (pendingBuffer() == null) {
            setPending(target, listener);
        } else {
            checkInstances(target, location);
            if (pendingBuffer().remaining() > 0) {
                copyNow(pendingBuffer(), target, target.remaining(), listener);
            } else {
                replacePending(target, listener);
            }
        }
    }

    @Override
    public void write(CopyBuffer source, CopyListener listener, Node location) {
        if (isDropped()) {
            listener.done(CopyResult.DROPPED);
        } else if (pendingBuffer() == null) {
            setPending(source, listener);
        } else {
            checkInstances(source, location);
            if (pendingBuffer().remaining() > 0) {
                copyNow(source, pendingBuffer(), source.remaining(), listener);
            } else if (source.isZeroLength() && pendingBuffer().isZeroLength()) {
                listener.done(CopyResult.COMPLETED);
            } else {
                replacePending(source, listener);
            }
        }
    }

    /** The other end learns that this one is ready; the host drops its end then, if it has no more. */
    private void replacePending(CopyBuffer buffer, CopyListener listener) {
        notifyPending(CopyResult.COMPLETED);
        if (isDropped()) {
            listener.done(CopyResult.DROPPED);
        } else {
            setPending(buffer, listener);
        }
    }

    private void copyNow(CopyBuffer source, CopyBuffer target, int wanted, CopyListener listener) {
        if (wanted > 0) {
            copy(source, target, Math.min(source.remaining(), target.remaining()));
            pendingListener().copied(this::resetPending);
        }
        listener.done(CopyResult.COMPLETED);
    }
}
