package dev.perigord.wasm.wasi.random;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Where a guest's random numbers come from.
 *
 * @param secure fit for cryptography
 * @param insecure fast, and possibly the same in every run
 */
public record Randomness(RandomGenerator secure, RandomGenerator insecure) {
    /** The machine's randomness. */
    @TruffleBoundary
    public static Randomness system() {
        SecureRandom secure = new SecureRandom();
        return new Randomness(secure, new SplittableRandom(secure.nextLong()));
    }
}
