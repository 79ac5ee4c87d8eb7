package dev.perigord.wasm.wasi.preview2.io;

import dev.perigord.wasm.wasi.io.WasiException;
import java.nio.ByteBuffer;

/** A guest's {@code wasi:io/streams.output-stream}; it takes bytes at any time. After a failure it is closed. */
public abstract class GuestOutput {
    /** How many bytes a write may have. */
    static final int PERMIT = 1 << 20;

    private static final ByteBuffer ZEROES = ByteBuffer.allocate(1 << 16).asReadOnlyBuffer();

    private boolean closed;

    @FunctionalInterface
    private interface Action {
        void run() throws WasiException;
    }

    private void run(Action action) throws WasiException {
        checkOpen();
        try {
            action.run();
        } catch (WasiException e) {
            closed = true;
            throw e;
        }
    }

    final void checkOpen() {
        if (closed) {
            throw StreamErrors.closed();
        }
    }

    final void write(byte[] bytes) throws WasiException {
        run(() -> put(ByteBuffer.wrap(bytes)));
    }

    final void writeZeroes(int length) throws WasiException {
        run(() -> {
            for (int left = length; left > 0; left -= ZEROES.capacity()) {
                put(ZEROES.slice(0, Math.min(left, ZEROES.capacity())));
            }
        });
    }

    final void flush() throws WasiException {
        run(this::push);
    }

    /** Writes all of a buffer. */
    protected abstract void put(ByteBuffer source) throws WasiException;

    /** Hands over what has been written and is still in memory. */
    protected abstract void push() throws WasiException;

    /** Frees what the stream holds. */
    protected abstract void drop();
}
