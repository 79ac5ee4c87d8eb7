package dev.perigord.wasm.wasi.clocks;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import dev.perigord.wasm.wasi.io.Blocking;
import java.time.Instant;

/** The clocks that a guest sees; all times are in nanoseconds. */
public interface Clocks {
    /** The time of a clock that never goes back, from an arbitrary zero. */
    long monotonic();

    /** The time since 1970-01-01T00:00:00Z, which may be adjusted. */
    long realtime();

    /** The distance between two different times of either clock. */
    long resolution();

    /** Waits in a Truffle safepoint, so that closing the context ends it at once. */
    void sleep(long duration);

    /** The clocks of this machine. */
    static Clocks system() {
        return new SystemClocks(System.nanoTime());
    }

    /** The machine's clocks; the monotonic one starts at zero, because Java's may start below. */
    record SystemClocks(long start) implements Clocks {
        @Override
        @TruffleBoundary
        public long monotonic() {
            return System.nanoTime() - start;
        }

        @Override
        @TruffleBoundary
        public long realtime() {
            Instant now = Instant.now();
            return now.getEpochSecond() * 1_000_000_000L + now.getNano();
        }

        @Override
        public long resolution() {
            return 1;
        }

        @Override
        public void sleep(long duration) {
            Blocking.sleep(duration);
        }
    }
}
