package dev.perigord.wasm.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The test suite of the component model: every assertion counts. */
class ComponentConformanceTest {
    /**
     * How many commands fail, by file; the numbers are exact. What {@code trap-on-reenter} expects, "for now", is that parents
     * and children cannot call each other, which the specification allows (CanonicalABI.md "Component Instance State"): the
     * first of its calls traps as well, but only in the callee.
     */
    private static final Map<String, Integer> FAILURES = Map.of("async/trap-on-reenter.wast", 3);

    /** Generous: the machine may be busy. What takes longer hangs. */
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private static int passed;

    private static Path folder() {
        return Path.of(System.getProperty("perigord.conformance", "../../shared/conformance"))
                .resolve("component-model")
                .normalize();
    }

    @TestFactory
    @Tag("fallback")
    Stream<DynamicTest> suite() throws IOException {
        Path folder = folder();
        assumeTrue(
                Files.isDirectory(folder),
                () -> "skipped: no folder " + folder
                        + "; copy the folder test of github.com/WebAssembly/component-model"
                        + " to it, or set -Dperigord.conformance to a folder that contains it as 'component-model'");
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> scripts = files.filter(file -> file.toString().endsWith(".wast"))
                    .sorted()
                    .toList();
            return scripts.stream().map(script -> {
                String name = folder.relativize(script).toString().replace('\\', '/');
                return DynamicTest.dynamicTest(name, () -> assertTimeoutPreemptively(LIMIT, () -> run(name, script)));
            });
        }
    }

    private static void run(String name, Path script) throws IOException {
        Source source = Source.newBuilder("wasm", Files.readString(script), name)
                .mimeType("text/x-wast")
                .build();
        try (Context context = Context.newBuilder("wasm").build()) {
            Value report = context.eval(source);
            List<String> failures = new ArrayList<>();
            Value lines = report.getMember("failures");
            for (long i = 0; i < lines.getArraySize(); i++) {
                failures.add(lines.getArrayElement(i).asString());
            }
            passed += report.getMember("passed").asInt();
            assertEquals(FAILURES.getOrDefault(name, 0), failures.size(), () -> failures.stream()
                    .limit(20)
                    .collect(Collectors.joining("\n")));
        }
    }

    @AfterAll
    static void report() {
        System.out.println("conformance: component model: " + passed + " assertions passed");
    }
}
