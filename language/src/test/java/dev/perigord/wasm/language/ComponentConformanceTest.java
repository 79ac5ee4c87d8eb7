package dev.perigord.wasm.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
     * How many commands fail for want of asynchronous execution, by file. The numbers are exact, so that they can only
     * shrink. Two of {@code trap-on-reenter} are of another kind: "for now", it says, parents and children cannot call
     * each other, which the specification allows (CanonicalABI.md "Component Instance State").
     */
    private static final Map<String, Integer> FAILURES = Map.ofEntries(
            Map.entry("async/async-calls-sync.wast", 3),
            Map.entry("async/big-interleaving-test.wast", 54),
            Map.entry("async/builtin-trap-poisons-instance.wast", 1),
            Map.entry("async/cancel-stream.wast", 2),
            Map.entry("async/cancel-subtask.wast", 2),
            Map.entry("async/cancellable.wast", 2),
            Map.entry("async/closed-stream.wast", 2),
            Map.entry("async/cross-abi-calls.wast", 48),
            Map.entry("async/cross-task-future.wast", 2),
            Map.entry("async/deadlock.wast", 2),
            Map.entry("async/dont-block-start.wast", 2),
            Map.entry("async/drop-cross-task-borrow.wast", 6),
            Map.entry("async/drop-stream.wast", 4),
            Map.entry("async/drop-subtask.wast", 3),
            Map.entry("async/drop-waitable-set.wast", 2),
            Map.entry("async/during-sync-call-may-block-if-other-ready-threads.wast", 5),
            Map.entry("async/during-sync-call-no-exclusive-resume.wast", 9),
            Map.entry("async/during-sync-call-no-sibling-resume.wast", 5),
            Map.entry("async/empty-wait.wast", 2),
            Map.entry("async/futures-must-write.wast", 3),
            Map.entry("async/partial-stream-copies.wast", 2),
            Map.entry("async/passing-resources.wast", 3),
            Map.entry("async/same-component-stream-future.wast", 4),
            Map.entry("async/sync-barges-in.wast", 2),
            Map.entry("async/sync-streams.wast", 2),
            Map.entry("async/trap-if-block-and-sync.wast", 46),
            Map.entry("async/trap-if-done.wast", 26),
            Map.entry("async/trap-if-sync-and-waitable-set.wast", 26),
            Map.entry("async/trap-if-transfer-in-waitable-set.wast", 4),
            Map.entry("async/trap-on-reenter.wast", 4),
            Map.entry("async/wait-during-callback.wast", 2),
            Map.entry("async/zero-length.wast", 2),
            Map.entry("binary/binary.wast", 1),
            Map.entry("values/variants.wast", 5));

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
                return DynamicTest.dynamicTest(name, () -> run(name, script));
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
