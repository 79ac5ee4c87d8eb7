package dev.perigord.wasm.wasi.filesystem;

import dev.perigord.wasm.wasi.io.ErrorCode;
import dev.perigord.wasm.wasi.io.WasiException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A file descriptor that is closed when its owner has closed it and the last operation on it has ended: the kernel gives
 * the number of a closed one to the next file that anybody opens, which the guest must never reach.
 */
final class NativeDescriptor {
    private static final int CLOSED = 1 << 31;

    private final int number;

    /** How many operations are running, and whether the owner has closed it. */
    private final AtomicInteger state = new AtomicInteger();

    NativeDescriptor(int number) {
        this.number = number;
    }

    @FunctionalInterface
    interface Operation<T> {
        T run(int number) throws WasiException;
    }

    @FunctionalInterface
    interface Action {
        void run(int number) throws WasiException;
    }

    /** Runs an operation with the number. */
    <T> T use(Operation<T> operation) throws WasiException {
        acquire();
        try {
            return operation.run(number);
        } finally {
            release();
        }
    }

    /** Runs an operation without a result. */
    void act(Action action) throws WasiException {
        acquire();
        try {
            action.run(number);
        } finally {
            release();
        }
    }

    private void acquire() throws WasiException {
        int before = state.getAndUpdate(old -> old < 0 ? old : old + 1);
        if (before < 0) {
            throw new WasiException(ErrorCode.BAD_DESCRIPTOR);
        }
    }

    private void release() {
        if (state.decrementAndGet() == CLOSED) {
            Linux.close(number);
        }
    }

    /** Closes it as soon as nobody uses it. */
    void close() {
        if (state.getAndUpdate(old -> old | CLOSED) == 0) {
            Linux.close(number);
        }
    }
}
