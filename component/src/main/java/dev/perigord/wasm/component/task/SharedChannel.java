package dev.perigord.wasm.component.task;

import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.component.type.PrimitiveType;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.runtime.TrapException;

/** What both ends of a stream or future share: the copy that waits for the other end. */
public abstract sealed class SharedChannel permits SharedStream, SharedFuture {
    private final WitType payload;
    private boolean dropped;
    private CopyBuffer pendingBuffer;
    private CopyListener pendingListener;

    SharedChannel(WitType payload) {
        this.payload = payload;
    }

    /** A new stream of values of a type, or of nothing if that is null. */
    public static SharedChannel stream(WitType payload) {
        return new SharedStream(payload);
    }

    /** A new future of a value of a type, or of nothing if that is null. */
    public static SharedChannel future(WitType payload) {
        return new SharedFuture(payload);
    }

    /** Of what the ends send, with the resources of instances; or null. */
    public final WitType payload() {
        return payload;
    }

    /** Whether an end was dropped. */
    public final boolean isDropped() {
        return dropped;
    }

    final CopyBuffer pendingBuffer() {
        return pendingBuffer;
    }

    final CopyListener pendingListener() {
        return pendingListener;
    }

    final void setPending(CopyBuffer buffer, CopyListener listener) {
        pendingBuffer = buffer;
        pendingListener = listener;
    }

    final void resetPending() {
        setPending(null, null);
    }

    /** Whether a copy still waits for more. */
    final boolean isWaiting(CopyListener listener) {
        return pendingListener != null && pendingListener == listener;
    }

    /** Forgets a copy, if it still waits, without telling anybody. */
    final void withdraw(CopyListener listener) {
        if (isWaiting(listener)) {
            resetPending();
        }
    }

    final void notifyPending(CopyResult result) {
        CopyListener listener = pendingListener;
        resetPending();
        listener.done(result);
    }

    /** Reads into a buffer, now or when the other end writes. */
    public abstract void read(CopyBuffer target, CopyListener listener, Node location);

    /** Writes from a buffer, now or when the other end reads. */
    public abstract void write(CopyBuffer source, CopyListener listener, Node location);

    /** Ends the copy that waits. */
    public final void cancel() {
        notifyPending(CopyResult.CANCELLED);
    }

    /** An end is dropped, which the other one is told. */
    public final void drop() {
        if (!dropped) {
            dropped = true;
            if (pendingBuffer != null) {
                notifyPending(CopyResult.DROPPED);
            }
        }
    }

    final void copy(CopyBuffer source, CopyBuffer target, int count) {
        target.write(source.read(count, target.instance() != null), count);
    }

    /** An instance may not send what needs its {@code realloc} to itself (CanonicalABI.md: "temporary"). */
    final void checkInstances(CopyBuffer buffer, Node location) {
        boolean isSame = buffer.instance() != null && buffer.instance() == pendingBuffer.instance();
        if (isSame && payload != null && !isNumber()) {
            throw new TrapException(
                    "cannot read from and write to intra-component "
                            + (this instanceof SharedStream ? "stream" : "future"),
                    location);
        }
    }

    private boolean isNumber() {
        return payload instanceof PrimitiveType
                && switch (payload.kind()) {
                    case S8, U8, S16, U16, S32, U32, S64, U64, F32, F64 -> true;
                    default -> false;
                };
    }
}
