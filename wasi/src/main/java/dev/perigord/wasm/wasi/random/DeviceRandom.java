package dev.perigord.wasm.wasi.random;

import java.io.DataInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

/**
 * The operating system's generator, fit for cryptography, from which {@code SecureRandom} takes its numbers, too. To find its provider takes
 * {@code SecureRandom} eight milliseconds, and many a guest asks for nothing but the seed of a hash table.
 */
final class DeviceRandom implements RandomGenerator {
    private static final Path DEVICE = Path.of("/dev/urandom");

    private final ByteBuffer numbers = ByteBuffer.allocate(512).limit(0);

    /** Whether the operating system has it. */
    static boolean isThere() {
        return Files.isReadable(DEVICE) && !Files.isRegularFile(DEVICE);
    }

    @Override
    public synchronized long nextLong() {
        if (!numbers.hasRemaining()) {
            try (InputStream device = new FileInputStream(DEVICE.toFile())) {
                new DataInputStream(device).readFully(numbers.array());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            numbers.clear();
        }
        return numbers.getLong();
    }
}
