package dev.perigord.wasm.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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

/**
 * The WebAssembly test suite. Every assertion counts; a file that needs features of 3.0 that are not there yet is listed
 * in {@code core-known-failures.txt} with the exact number of assertions that fail, and that list may only shrink.
 */
class CoreConformanceTest {
    /** Exhausting the stack takes long where every call tries to compile. */
    private static final Set<String> NOT_IMMEDIATE =
            Set.of("call.wast", "call_indirect.wast", "fac.wast", "skip-stack-guard-page.wast", "names.wast");

    /** A thousand locals in a recursive function: compiling it takes minutes, so only the interpreter runs it. */
    private static final Set<String> INTERPRETED = Set.of("skip-stack-guard-page.wast");

    private static int passed;
    private static int failed;

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
        Map<String, Integer> known = knownFailures();
        boolean immediate = Boolean.getBoolean("perigord.immediate");
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> scripts = files.filter(file -> file.toString().endsWith(".wast"))
                    .filter(file -> !immediate || isQuick(file, known, folder))
                    .sorted()
                    .toList();
            return scripts.stream().map(script -> {
                String name = folder.relativize(script).toString();
                return DynamicTest.dynamicTest(name, () -> run(script, known.getOrDefault(name, 0)));
            });
        }
    }

    private static boolean isQuick(Path file, Map<String, Integer> known, Path folder) {
        return !known.containsKey(folder.relativize(file).toString())
                && !NOT_IMMEDIATE.contains(file.getFileName().toString());
    }

    private static void run(Path script, int expectedFailures) throws IOException {
        Source source = Source.newBuilder(
                        "wasm", Files.readString(script), script.getFileName().toString())
                .mimeType("text/x-wast")
                .build();
        Context.Builder builder = Context.newBuilder("wasm");
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
            failed += failures.size();
            if (failures.size() > expectedFailures) {
                fail(failures.size() + " failures, " + expectedFailures + " are known:\n"
                        + failures.stream().limit(20).collect(Collectors.joining("\n")));
            }
            assertEquals(
                    expectedFailures,
                    failures.size(),
                    "fewer failures than core-known-failures.txt lists: shrink the list");
        }
    }

    private static Map<String, Integer> knownFailures() {
        Map<String, Integer> known = new HashMap<>();
        try (InputStream list = CoreConformanceTest.class.getResourceAsStream("/core-known-failures.txt")) {
            for (String line : new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] words = line.split("\\s+");
                    known.put(words[0], Integer.parseInt(words[1]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return known;
    }

    @AfterAll
    static void report() {
        System.out.println("conformance: core: " + passed + " assertions passed, " + failed
                + " known failures (features of WebAssembly 3.0 to come)");
    }
}
