package dev.perigord.wasm.tests;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.io.ByteSequence;

/** The guests of these tests that are text: the resources in {@code link}. */
final class Texts {
    private Texts() {}

    private static byte[] bytes(String name) {
        try (InputStream stream = Texts.class.getResourceAsStream("link/" + name)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Source source(String name) {
        return Source.newBuilder("wasm", ByteSequence.create(bytes(name)), name).buildLiteral();
    }

    /** Writes a text into a folder, for the command line. */
    static Path copy(String name, Path folder) throws IOException {
        return Files.write(folder.resolve(name), bytes(name));
    }
}
