package dev.perigord.wasm.wasi.io;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleSafepoint;

/** Waiting that ends at once when the context is closed or interrupted. */
public final class Blocking {
    private Blocking() {}

    /** Waits for a number of nanoseconds in a Truffle safepoint; one that is not positive is no wait at all. */
    @TruffleBoundary
    public static void sleep(long duration) {
        if (duration > 0) {
            TruffleSafepoint.setBlockedThreadInterruptible(null, Blocking::sleepUntil, System.nanoTime() + duration);
        }
    }

    /** Compares differences, so that a deadline that wraps around is one in the far future. */
    private static void sleepUntil(long deadline) throws InterruptedException {
        long left = deadline - System.nanoTime();
        while (left > 0) {
            Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
            left = deadline - System.nanoTime();
        }
    }
}
