package dev.perigord.wasm.wasi.filesystem;

import dev.perigord.wasm.wasi.io.ErrorCode;
import dev.perigord.wasm.wasi.io.WasiException;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A file descriptor that is closed when its owner has closed it, or is garbage, and the last operation on it has ended:
 * the kernel gives the number of a closed one to the next file that anybody opens, which the guest must never reach.
 */
final class NativeDescriptor {
    private static final Cleaner CLEANER = Cleaner.create();

    private final Guard guard;

    NativeDescriptor(int number) {
        guard = new Guard(number, new AtomicInteger());
        CLEANER.register(this, guard::close);
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
        guard.acquire();
        try {
            return operation.run(guard.number);
        } finally {
            guard.release();
            Reference.reachabilityFence(this);
        }
    }

    /** Runs an operation without a result. */
    void act(Action action) throws WasiException {
        this.<Void>use(number -> {
            action.run(number);
            return null;
        });
    }

    /** Closes it as soon as nobody uses it. */
    void close() {
        guard.close();
    }

    /**
     * What must outlive the descriptor's object.
     *
     * @param state how many operations are running, and in its sign whether the descriptor is closed
     */
    private record Guard(int number, AtomicInteger state) {
        private static final int CLOSED = 1 << 31;

        void acquire() throws WasiException {
            int before = state.getAndUpdate(old -> old < 0 ? old : old + 1);
            if (before < 0) {
                throw new WasiException(ErrorCode.BAD_DESCRIPTOR);
            }
        }

        void release() {
            if (state.decrementAndGet() == CLOSED) {
                Linux.close(number);
            }
        }

        void close() {
            if (state.getAndUpdate(old -> old | CLOSED) == 0) {
                Linux.close(number);
            }
        }
    }
}
