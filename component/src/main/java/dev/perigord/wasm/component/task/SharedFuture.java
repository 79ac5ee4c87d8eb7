package dev.perigord.wasm.component.task;

import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.component.type.WitType;

/** A future (CanonicalABI.md {@code SharedFutureImpl}): one value is copied. */
final class SharedFuture extends SharedChannel {
    SharedFuture(WitType payload) {
        super(payload);
    }

    @Override
    public void read(CopyBuffer target, CopyListener listener, Node location) {
        if (pendingBuffer() == null) {
            setPending(target, listener);
        } else {
            copyNow(pendingBuffer(), target, target, listener, location);
        }
    }

    @Override
    public void write(CopyBuffer source, CopyListener listener, Node location) {
        if (isDropped()) {
            listener.done(CopyResult.DROPPED);
        } else if (pendingBuffer() == null) {
            setPending(source, listener);
        } else {
            copyNow(source, pendingBuffer(), source, listener, location);
        }
    }

    private void copyNow(CopyBuffer source, CopyBuffer target, CopyBuffer own, CopyListener listener, Node location) {
        checkInstances(own, location);
        copy(source, target, 1);
        notifyPending(CopyResult.COMPLETED);
        listener.done(CopyResult.COMPLETED);
    }
}
