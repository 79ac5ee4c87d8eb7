package dev.perigord.wasm.tests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The real guests that tool chains made, which are not part of the repository. */
final class Guests {
    private static final Path FOLDER = Path.of(System.getProperty("perigord.guests", "../../shared/guests"));

    private Guests() {}

    /** A guest or one of the sources; skips the test where the guests are missing. */
    static Path guest(String name) {
        Path file = FOLDER.resolve(name).toAbsolutePath().normalize();
        assumeTrue(
                Files.exists(file),
                () -> "skipped: no " + file + "; set -Dperigord.guests to the folder of guest programs");
        return file;
    }
}
