package dev.perigord.wasm.wasi.io;

import java.nio.ByteBuffer;

/** A stream of bytes that the guest reads. */
public interface ByteSource {
    /** What {@link #read} gives at the end of the stream. */
    int END = -1;

    /**
     * Reads at least one byte where there is room for one; blocks in a Truffle safepoint until it can.
     *
     * @return the number of bytes read, or {@link #END}
     */
    int read(ByteBuffer target) throws WasiException;

    /**
     * Waits until a read would not block, in a Truffle safepoint.
     *
     * @param timeout how long at most, in nanoseconds; 0 only looks
     * @return whether a read would not block, because there are bytes, or the end, or an error
     */
    boolean awaitReady(long timeout);

    /** Whether a person types the bytes. */
    boolean isTerminal();
}
