package dev.perigord.wasm.wasi.preview2.random;

import dev.perigord.wasm.component.host.HostInterface;
import dev.perigord.wasm.wasi.preview2.declaration.Arguments;
import dev.perigord.wasm.wasi.preview2.declaration.Declaration;
import dev.perigord.wasm.wasi.random.Randomness;
import java.util.List;
import java.util.random.RandomGenerator;

/** {@code wasi:random/random}, {@code insecure} and {@code insecure-seed}. */
public final class RandomInterfaces {
    /** What a guest asks for at once must all be given at once, in memory. */
    private static final long MAXIMUM_LENGTH = 1 << 26;

    private RandomInterfaces() {}

    /** The interfaces. */
    public static List<HostInterface> declare(Randomness randomness) {
        RandomGenerator secure = randomness.secure();
        RandomGenerator insecure = randomness.insecure();
        String bytes = "func(len: u64) -> list<u8>";
        return List.of(
                Declaration.of("wasi:random/random")
                        .function("get-random-bytes", bytes, a -> bytes(secure, a))
                        .function("get-random-u64", "func() -> u64", _ -> secure.nextLong())
                        .build(),
                Declaration.of("wasi:random/insecure")
                        .function("get-insecure-random-bytes", bytes, a -> bytes(insecure, a))
                        .function("get-insecure-random-u64", "func() -> u64", _ -> insecure.nextLong())
                        .build(),
                Declaration.of("wasi:random/insecure-seed")
                        .function(
                                "insecure-seed",
                                "func() -> tuple<u64, u64>",
                                _ -> List.of(insecure.nextLong(), insecure.nextLong()))
                        .build());
    }

    private static byte[] bytes(RandomGenerator generator, Arguments arguments) {
        long length = arguments.u64(0);
        if (length < 0 || length > MAXIMUM_LENGTH) {
            throw arguments.trap("too many random bytes at once");
        }
        byte[] bytes = new byte[(int) length];
        generator.nextBytes(bytes);
        return bytes;
    }
}
