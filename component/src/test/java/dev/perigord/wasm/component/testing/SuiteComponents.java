package dev.perigord.wasm.component.testing;

import dev.perigord.wasm.text.ComponentSource;
import dev.perigord.wasm.text.ScriptCommand;
import dev.perigord.wasm.text.ScriptParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The components of the component model's test suite. */
public final class SuiteComponents {
    private static final int MAX_SIZE = 20_000;

    private SuiteComponents() {}

    /** The components of the test suite, where there is one, and our own. */
    public static List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        for (SmallComponent component : SmallComponent.values()) {
            texts.add(component.text());
        }
        Path folder = Path.of(System.getProperty("perigord.conformance", "")).resolve("component-model");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(file -> file.toString().endsWith(".wast"))
                        .sorted()
                        .toList()) {
                    collect(Files.readString(file), texts);
                }
            }
        }
        return texts;
    }

    private static void collect(String script, List<String> texts) {
        for (ScriptCommand command : ScriptParser.parse(script, "script")) {
            if (command instanceof ScriptCommand.Component component
                    && component.source() instanceof ComponentSource.Text text
                    && text.end() - text.start() < MAX_SIZE) {
                texts.add(text.toString());
            }
        }
    }
}
