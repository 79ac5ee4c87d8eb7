package dev.perigord.wasm.wasi.io;

import java.nio.ByteBuffer;

/** A stream of bytes that the guest writes. */
public interface ByteSink {
    /**
     * Writes all bytes that remain in a buffer; they may stay in memory until {@link #flush}.
     *
     * @throws WasiException with {@link ErrorCode#PIPE} if nobody reads them any more
     */
    void write(ByteBuffer source) throws WasiException;

    /** Hands over what is still in memory. */
    void flush() throws WasiException;

    /** Whether a person reads the bytes. */
    boolean isTerminal();
}
