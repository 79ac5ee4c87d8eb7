package dev.perigord.wasm.wasi.random;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.security.SecureRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * Where a guest's random numbers come from.
 *
 * @param secure fit for cryptography
 * @param insecure fast, and possibly the same in every run
 */
public record Randomness(RandomGenerator secure, RandomGenerator insecure) {
    /** The machine's randomness. Most guests never ask for any, so the generator is made when one does. */
    @TruffleBoundary
    public static Randomness system() {
        return new Randomness(() -> Machine.SECURE.nextLong(), () -> ThreadLocalRandom.current()
                .nextLong());
    }

    private static final class Machine {
        static final RandomGenerator SECURE = DeviceRandom.isThere() ? new DeviceRandom() : new SecureRandom();
    }
}
