package dev.perigord.wasm.wasi.filesystem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.perigord.wasm.wasi.io.WasiException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody outside the guest swaps a directory for a link that leads out, as fast as he can. */
final class RaceTest {
    private static final long DURATION_NANOS = 1_000_000_000;

    @TempDir
    Path temporary;

    @Test
    void noOperationEverReachesOutside() throws Exception {
        assumeTrue(HostDirectory.isSupported());
        Path outside = Files.createDirectory(temporary.resolve("outside"));
        Files.writeString(outside.resolve("file"), "outside");
        Path root = Files.createDirectory(temporary.resolve("root"));
        Path inside = Files.createDirectory(root.resolve("inside"));
        Files.writeString(inside.resolve("file"), "inside");
        AtomicBoolean done = new AtomicBoolean();
        Thread swapper = Thread.ofPlatform().start(() -> swap(root, inside, outside, done));
        int opened = 0;
        int refused = 0;
        try (HostDirectory directory = HostDirectory.open(root)) {
            long end = System.nanoTime() + DURATION_NANOS;
            while (System.nanoTime() - end < 0) {
                try {
                    assertEquals("inside", content(directory));
                    opened++;
                } catch (WasiException e) {
                    refused++;
                }
                attempt(() -> directory.createDirectory("swapped/made"));
                attempt(() -> directory.removeDirectory("swapped/made"));
                attempt(() -> directory.createSymbolicLink("x", "swapped/made"));
                attempt(() -> directory.rename("swapped/made", directory, "swapped/renamed"));
                attempt(() -> directory.unlink("swapped/renamed"));
            }
        } finally {
            done.set(true);
            swapper.join();
        }
        try (Stream<Path> files = Files.list(outside)) {
            assertEquals(1, files.count(), "nothing was made outside");
        }
        assertTrue(opened > 0 && refused > 0, opened + " opens succeeded, " + refused + " did not");
    }

    @FunctionalInterface
    private interface Attempt {
        void run() throws WasiException;
    }

    @SuppressWarnings("EmptyCatch")
    private static void attempt(Attempt attempt) {
        try {
            attempt.run();
        } catch (WasiException e) {
            // Half of the time it cannot work.
        }
    }

    private static String content(HostDirectory directory) throws WasiException {
        try (FileHandle file = directory
                .open("swapped/file", EnumSet.of(OpenFlag.READ, OpenFlag.FOLLOW))
                .asFile()) {
            ByteBuffer buffer = ByteBuffer.allocate(16);
            file.read(buffer, 0);
            return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
        }
    }

    private static void swap(Path root, Path inside, Path outside, AtomicBoolean done) {
        Path swapped = root.resolve("swapped");
        Path link = root.resolve("link");
        try {
            while (!done.get()) {
                Files.move(inside, swapped);
                Files.move(swapped, inside);
                Files.createSymbolicLink(link, outside);
                Files.move(link, swapped, StandardCopyOption.ATOMIC_MOVE);
                Files.delete(swapped);
                Files.createSymbolicLink(link, Path.of("../outside"));
                Files.move(link, swapped, StandardCopyOption.ATOMIC_MOVE);
                Files.delete(swapped);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
