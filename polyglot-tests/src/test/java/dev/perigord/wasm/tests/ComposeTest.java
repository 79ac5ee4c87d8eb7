package dev.perigord.wasm.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigord.wasm.tests.WasmCommand.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code wasm run --with} and {@code wasm compose}: the same components linked at run time and before. */
class ComposeTest {
    private static final String COUNT = "count(10, 3)";

    @TempDir
    Path folder;

    private final WasmCommand wasm = new WasmCommand();
    private Path counters;
    private Path main;
    private Path out;

    @BeforeEach
    void copy() throws IOException {
        counters = Texts.copy("counters.wat", folder);
        main = Texts.copy("main.wat", folder);
        out = folder.resolve("out.wasm");
    }

    private void assertPrints(String expected, Object... arguments) throws Exception {
        Run run = wasm.run(arguments);
        assertEquals("", run.err());
        assertEquals(expected, run.out());
        assertEquals(0, run.status());
    }

    private void assertRefused(String expected, Object... arguments) throws Exception {
        Run run = wasm.run(arguments);
        assertTrue(run.err().startsWith("wasm: "), run.err());
        assertTrue(run.err().contains(expected), run.err());
        assertEquals(1, run.status());
    }

    @Test
    void withComponents() throws Exception {
        assertPrints("13\n", "run", "--with", counters, "--invoke", COUNT, main);
        assertPrints("13\n", "run", "--with=test:link/counters=" + counters, "--invoke", COUNT, main);
        assertPrints("13\n", "--with", "test:link/counters@0.1.0=" + counters, "--invoke", COUNT, main);
        assertRefused("`test:link/counters@0.1.0#[constructor]counter` is missing", "--invoke", COUNT, main);
        assertRefused(
                "nothing imports `test:link/other`", "--with", "test:link/other=" + counters, "--invoke", COUNT, main);
        assertRefused("no such file: " + folder.resolve("gone.wasm"), "--with", folder.resolve("gone.wasm"), main);
        Run run = wasm.run("--with", "=x", main);
        assertTrue(run.err().contains("option --with needs FILE or NAME=FILE, not '=x'"), run.err());
        assertEquals(1, run.status());
    }

    @Test
    void withComponentsThatNeedEachOther() throws Exception {
        Path one = Files.writeString(folder.resolve("one.wat"), needing("one", "other"));
        Path other = Files.writeString(folder.resolve("other.wat"), needing("other", "one"));
        assertRefused(
                "components need each other: one needs other needs one",
                "--with",
                one,
                "--with",
                other,
                "--invoke",
                "f()",
                Files.writeString(folder.resolve("main2.wat"), needing("main", "one")));
    }

    private static String needing(String exported, String imported) {
        return """
                (component $%s
                  (import "test:need/%s" (instance $i (export "f" (func))))
                  (export "test:need/%s" (instance $i)))"""
                .formatted(exported, imported, exported);
    }

    @Test
    void plugged() throws Exception {
        assertPrints("", "compose", "--plug", counters, main, "-o", out);
        assertPrints("13\n", "run", "--invoke", COUNT, out);
        assertPrints("", "validate", out);
        String text = wasm.run("print", out).out();
        assertTrue(text.contains("(import \"wasi:random/insecure-seed@0.2.0\""), text);
        assertTrue(text.contains("(export \"test:link/run@0.1.0\""), text);
        assertRefused("exports nothing that", "compose", "--plug", main, counters, "-o", out);
        assertRefused("is a component, into which nothing is plugged", "compose", main, "-o", out);
    }

    @Test
    void wired() throws Exception {
        Path wiring = Files.writeString(
                folder.resolve("all.wire"),
                """
                instance counters = "counters.wat"
                instance main = "main.wat" { "test:link/counters" = counters }   # with any version
                export main."test:link/run" as "test:link/count"
                export counters
                """);
        assertPrints("", "compose", wiring, "-o", out);
        assertPrints("13\n", "run", "--invoke", "test:link/count#" + COUNT, out);
        assertPrints("0\n", "run", "--invoke", "dropped()", out);
        Files.writeString(wiring, "instance main = \"main.wat\" { counters }");
        assertRefused(wiring + ":1:30: there is no instance `counters` before this", "compose", wiring, "-o", out);
        Files.writeString(wiring, "instance main = \"gone.wat\"");
        assertRefused("no such file: " + folder.resolve("gone.wat"), "compose", wiring, "-o", out);
        Files.writeString(
                wiring,
                """
                instance counters = "counters.wat"
                instance main = "main.wat" { "test:link/counters" = counters."dropped" }
                export main
                """);
        assertRefused("the components do not fit: type mismatch for import", "compose", wiring, "-o", out);
    }
}
