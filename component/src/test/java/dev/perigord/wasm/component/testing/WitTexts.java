package dev.perigord.wasm.component.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The WIT among the tests' resources. */
public final class WitTexts {
    private WitTexts() {}

    /** All of it, in order. */
    public static List<String> all() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/wit"))) {
            return files.filter(file -> file.toString().endsWith(".wit"))
                    .sorted()
                    .map(WitTexts::read)
                    .toList();
        }
    }

    /** A text; in files with one package behind the other, as the standard has them, each gets its braces. */
    public static String read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String[] packages = text.split("(?m)^(?=package [^{]*;$)", -1);
        if (packages.length <= 2) {
            return text;
        }
        StringBuilder nested = new StringBuilder(packages[0]);
        for (int i = 1; i < packages.length; i++) {
            nested.append(packages[i].replaceFirst(";", " {")).append("}\n");
        }
        return nested.toString();
    }
}
