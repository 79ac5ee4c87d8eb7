package dev.perigord.wasm.wasi.preview2.io;

import dev.perigord.wasm.wasi.io.WasiException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A guest's {@code wasi:io/streams.input-stream}. After a failure it is closed. */
public abstract class GuestInput {
    /** What {@link #fill} gives at the end. */
    protected static final int END = -1;

    /** A guest may ask for any number of bytes; no more are given at a time. */
    private static final int MAXIMUM_READ = 1 << 16;

    private boolean closed;

    /**
     * Reads at most so many bytes.
     *
     * @param wait whether to wait for the first byte; otherwise no byte may be there
     */
    final byte[] read(long length, boolean wait) throws WasiException {
        if (closed) {
            throw StreamErrors.closed();
        }
        byte[] bytes = new byte[length < 0 || length > MAXIMUM_READ ? MAXIMUM_READ : (int) length];
        if (bytes.length == 0) {
            return bytes;
        }
        int count;
        try {
            count = fill(ByteBuffer.wrap(bytes), wait);
        } catch (WasiException e) {
            closed = true;
            throw e;
        }
        if (count == END) {
            throw StreamErrors.closed();
        }
        return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
    }

    /** Reads into a buffer that has room; gives the number of bytes, 0 only without waiting, or {@link #END}. */
    protected abstract int fill(ByteBuffer target, boolean wait) throws WasiException;

    /** Ready when a read would give something: bytes, the end, or a failure. */
    protected abstract Pollable subscribe();

    /** Frees what the stream holds. */
    protected abstract void drop();
}
