package dev.perigord.wasm.language;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The WebAssembly test suite: every assertion counts. */
class CoreConformanceTest {
    /**
     * Left out where everything compiles at its first call: what exhausts the stack, each of whose calls tries to
     * compile, and what has thousands of functions that differ in a constant only.
     */
    private static final Set<String> NOT_IMMEDIATE = Set.of(
            "call.wast",
            "call_indirect.wast",
            "fac.wast",
            "names.wast",
            "skip-stack-guard-page.wast",
            "address.wast",
            "address64.wast",
            "align.wast",
            "align64.wast",
            "const.wast",
            "simd_const.wast",
            "table_copy64.wast");

    /** A thousand locals in a recursive function: compiling it takes minutes, so only the interpreter runs it. */
    private static final Set<String> INTERPRETED = Set.of("skip-stack-guard-page.wast");

    private static int passed;

    private static Path folder() {
        return Path.of(System.getProperty("perigord.conformance", "../../shared/conformance"))
                .resolve("core")
                .normalize();
    }

    @TestFactory
    @Tag("immediate")
    @Tag("fallback")
    Stream<DynamicTest> suite() throws IOException {
        Path folder = folder();
        assumeTrue(
                Files.isDirectory(folder),
                () -> "skipped: no folder " + folder + "; clone github.com/WebAssembly/testsuite to it, or set"
                        + " -Dperigord.conformance to a folder that contains it as 'core'");
        boolean immediate = Boolean.getBoolean("perigord.immediate");
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> scripts = files.filter(file -> file.toString().endsWith(".wast"))
                    .filter(file -> !immediate
                            || !NOT_IMMEDIATE.contains(file.getFileName().toString()))
                    .sorted()
                    .toList();
            return scripts.stream().map(script -> {
                String name = folder.relativize(script).toString();
                return DynamicTest.dynamicTest(name, () -> run(script));
            });
        }
    }

    /**
     * The options with which the tests of a proposal run: those that switch it on, and for threads, whose tests are as
     * old as the proposal, those that switch off what came later.
     */
    private static Map<String, String> options(Path script) {
        return switch (script.getParent().getFileName().toString()) {
            case "threads" ->
                Map.of("wasm.MultipleMemories", "false", "wasm.MultipleTables", "false", "wasm.Memory64", "false");
            case "custom-page-sizes" -> Map.of("wasm.CustomPageSizes", "true");
            case "wide-arithmetic" -> Map.of("wasm.WideArithmetic", "true");
            case "custom-descriptors" -> Map.of("wasm.CustomDescriptors", "true");
            default -> Map.of();
        };
    }

    private static void run(Path script) throws IOException {
        Source source = Source.newBuilder(
                        "wasm", Files.readString(script), script.getFileName().toString())
                .mimeType("text/x-wast")
                .build();
        Context.Builder builder = Context.newBuilder("wasm")
                .allowExperimentalOptions(true)
                .allowCreateThread(true)
                .options(options(script));
        if (INTERPRETED.contains(source.getName()) && !"fallback".equals(System.getProperty("perigord.runtime"))) {
            builder.option("engine.Compilation", "false");
        }
        try (Context context = builder.build()) {
            Value report = context.eval(source);
            List<String> failures = new ArrayList<>();
            Value lines = report.getMember("failures");
            for (long i = 0; i < lines.getArraySize(); i++) {
                failures.add(lines.getArrayElement(i).asString());
            }
            passed += report.getMember("passed").asInt();
            if (!failures.isEmpty()) {
                fail(failures.size() + " failures:\n"
                        + failures.stream().limit(20).collect(Collectors.joining("\n")));
            }
        }
    }

    @AfterAll
    static void report() {
        System.out.println("conformance: core: " + passed + " assertions passed");
    }
}
