package dev.perigord.wasm.component.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.perigord.wasm.component.binary.ComponentDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folder of real components, named by the system property {@code perigord.guests}. */
public final class Guests {
    private static final String PROPERTY = "perigord.guests";

    private Guests() {}

    /** All components, or a skipped test where there are none. */
    public static List<Path> components() {
        Path folder = Path.of(System.getProperty(PROPERTY, ""));
        boolean present = System.getProperty(PROPERTY) != null && Files.isDirectory(folder);
        if (!present) {
            System.out.println("skipped: system property " + PROPERTY + " names no folder of guests");
        }
        assumeTrue(present, "system property " + PROPERTY + " names no folder of guests");
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".wasm"))
                    .filter(file -> ComponentDecoder.isComponent(read(file)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes of a guest. */
    public static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes of the guest with a name, or a skipped test. */
    public static byte[] read(String name) {
        return components().stream()
                .filter(file -> file.getFileName().toString().equals(name))
                .findFirst()
                .map(Guests::read)
                .orElseThrow();
    }
}
