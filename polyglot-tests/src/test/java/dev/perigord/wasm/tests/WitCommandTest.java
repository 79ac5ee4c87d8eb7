package dev.perigord.wasm.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigord.wasm.tests.WasmCommand.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands {@code wit}, {@code embed} and {@code new}. */
class WitCommandTest {
    private static final String GREETER_WIT =
            """
            package test:greeter;

            interface names {
              record name { first: string, last: string }
            }

            interface api {
              use names.{name};
              resource counter {
                constructor(start: u32);
                next: func() -> u32;
              }
              greet: func(who: name) -> string;
              life: func() -> u32;
            }

            world greeter {
              import wasi:random/random@0.2.0;
              export api;
              export add: func(a: s32, b: s32) -> s32;
            }

            package wasi:random@0.2.0 {
              interface random {
                get-random-bytes: func(len: u64) -> list<u8>;
                get-random-u64: func() -> u64;
              }
            }
            """;

    /** Counts the resources that were dropped; its strings are what it got. */
    private static final String GREETER =
            """
            (module
              (import "wasi:random/random@0.2.0" "get-random-bytes" (func $bytes (param i64 i32)))
              (import "wasi:random/random@0.2.0" "get-random-u64" (func (result i64)))
              (import "[export]test:greeter/api" "[resource-new]counter" (func $new (param i32) (result i32)))
              (import "[export]test:greeter/api" "[resource-rep]counter" (func $rep (param i32) (result i32)))
              (import "[export]test:greeter/api" "[resource-drop]counter" (func $drop (param i32)))
              (import "old" "double" (func $double (param i32) (result i32)))
              (memory (export "memory") 1)
              (global $free (mut i32) (i32.const 1024))
              (global $dropped (mut i32) (i32.const 0))
              (global $initialized (mut i32) (i32.const 0))
              (func (export "_initialize") (global.set $initialized (i32.const 1)))
              (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32)
                (global.get $free)
                (global.set $free
                  (i32.and (i32.add (i32.add (global.get $free) (local.get 3)) (i32.const 7)) (i32.const -8))))
              (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
              (func (export "test:greeter/api#[dtor]counter") (param i32)
                (global.set $dropped (i32.add (global.get $dropped) (i32.const 1))))
              (func (export "test:greeter/api#[constructor]counter") (param i32) (result i32)
                (call $new (local.get 0)))
              (func (export "test:greeter/api#[method]counter.next") (param i32) (result i32)
                (i32.add (local.get 0) (i32.const 1)))
              (func (export "test:greeter/api#greet") (param i32 i32 i32 i32) (result i32)
                (i32.store (i32.const 8) (local.get 2))
                (i32.store (i32.const 12) (local.get 3))
                (i32.const 8))
              (func (export "cabi_post_test:greeter/api#greet") (param i32))
              (func (export "test:greeter/api#life") (result i32)
                (local $handle i32)
                (local.set $handle (call $new (i32.const 10)))
                (local.get $handle) (call $rep)
                (call $drop (local.get $handle))
                (call $bytes (i64.const 5) (i32.const 16))
                (i32.add (i32.load (i32.const 20)))
                (i32.add (global.get $dropped))
                (i32.add (global.get $initialized))
                (call $double)))
            """;

    private static final String ADAPTER_WIT =
            """
            package test:old;
            world old { import missing: func(); }
            """;

    /** Needs a stack in the module's memory, and for a function that is not imported something that nobody has. */
    private static final String ADAPTER =
            """
            (module
              (import "$root" "missing" (func $missing))
              (import "env" "memory" (memory 0))
              (global $__stack_pointer (mut i32) (i32.const 0))
              (func (export "double") (param i32) (result i32)
                (i32.store (i32.sub (global.get $__stack_pointer) (i32.const 16)) (local.get 0))
                (i32.mul (i32.const 2)
                  (i32.load (i32.sub (global.get $__stack_pointer) (i32.const 16)))))
              (func (export "unused") (call $missing)))
            """;

    @TempDir
    Path folder;

    /** Its log has the numbers with which its hook was called, two digits each. */
    private static final String HOOKED =
            """
            (module
              (memory (export "memory") 1)
              (global $log (mut i64) (i64.const 0))
              (func (export "__wasm_task_hook") (param i32)
                (global.set $log
                  (i64.add (i64.mul (global.get $log) (i64.const 100)) (i64.extend_i32_u (local.get 0)))))
              (func (export "_initialize"))
              (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) (i32.const 64))
              (func (export "log") (param i32 i32) (result i64) (global.get $log)))
            """;

    private final WasmCommand command = new WasmCommand();

    private Run wasm(Object... arguments) throws IOException, InterruptedException {
        return command.run(arguments);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private void assertDone(Run run) {
        assertEquals(new Run(0, "", ""), run);
    }

    /** The module is initialized, a parameter is allocated, a function is called. */
    @Test
    void hooksAroundTasks() throws IOException, InterruptedException {
        Path wit = file("w.wit", "package test:a; world w { export log: func(x: string) -> u64; }");
        Path core = file("core.wat", HOOKED);
        Path embedded = folder.resolve("embedded.wasm");
        Path component = folder.resolve("component.wasm");
        assertDone(wasm("embed", wit, core, "-o", embedded));
        assertDone(wasm("new", embedded, "-o", component));
        assertEquals(new Run(0, "607121300\n", ""), wasm("--invoke", "log(\"x\")", component));
    }

    @Test
    void aModuleWithAWorldBecomesAComponent() throws Exception {
        Path wit = file("greeter.wit", GREETER_WIT);
        Path core = file("greeter.wat", GREETER);
        Path adapter = file("old.wat", ADAPTER);
        Path embedded = folder.resolve("embedded.wasm");
        Path component = folder.resolve("greeter.wasm");
        Path adapterBinary = folder.resolve("old.wasm");
        assertDone(wasm("embed", file("old.wit", ADAPTER_WIT), adapter, "-o", adapterBinary));
        assertDone(wasm("embed", wit, "--world", "greeter", core, "-o", embedded));
        assertTrue(wasm("wit", embedded).out().startsWith("package test:greeter;\n"));
        assertDone(wasm("new", embedded, "--adapt", "old=" + adapterBinary, "-o", component));
        assertEquals("5\n", wasm("--invoke", "add(2, 3)", component).out());
        assertEquals(
                new Run(0, "\"Ada\"\n", ""),
                wasm("--invoke", "greet({first: \"Countess\", last: \"Ada\"})", component));
        assertEquals(new Run(0, "34\n", ""), wasm("--invoke", "life()", component));
        String world = wasm("wit", component).out();
        assertTrue(
                world.startsWith(
                        """
                        package root:component;

                        world root {
                          import wasi:random/random@0.2.0;
                          import test:greeter/names;

                          export add: func(a: s32, b: s32) -> s32;
                          export test:greeter/api;
                        }
                        """),
                world);
    }

    @Test
    void witOfFilesFoldersAndBinaries() throws Exception {
        Path wit = file("greeter.wit", GREETER_WIT);
        Path binary = folder.resolve("greeter.wasm");
        String text = wasm("wit", wit).out();
        assertDone(wasm("wit", wit, "--wasm", "-o", binary));
        String decoded = wasm("wit", binary).out();
        assertEquals(
                text.substring(0, text.indexOf("package wasi")), decoded.substring(0, decoded.indexOf("package wasi")));
        assertEquals(0, wasm("validate", binary).status());
        file("deps.txt", "no WIT");
        assertEquals(text, wasm("wit", folder, "--all-features").out());
    }

    private String error(Object... arguments) throws IOException, InterruptedException {
        Run run = wasm(arguments);
        assertEquals(1, run.status(), run.out());
        return run.err();
    }

    @Test
    void errorsNameWhatWasExpectedAndFound() throws Exception {
        Path wit = file("w.wit", "package a:b; world w { import f: func(a: u8); export g: func(a: u64); } world v {}");
        assertEquals(
                "wasm: package `a:b` has several worlds, choose one with --world: w, v\n",
                error("embed", wit, file("m.wat", "(module)")));
        assertEquals("wasm: package `a:b` has no world `u`; it has w, v\n", error("wit", wit, "--world", "u"));
        assertEquals("wasm: no such file: none.wit\n", error("wit", "none.wit"));
        assertEquals(
                "export \"g\": expected (func (param i64)), found no such function",
                embeddedError(wit, "(module (import \"$root\" \"f\" (func (param i32))))"));
        assertEquals(
                "export \"g\": expected (func (param i64)), found (func (result i32))",
                embeddedError(wit, "(module (func (export \"g\") (result i32) (i32.const 1)))"));
        assertEquals(
                "import \"$root\" \"f\": expected (func (param i32)), found (func (param i64))",
                embeddedError(wit, "(module (import \"$root\" \"f\" (func (param i64))))"));
        assertEquals(
                "import \"x\" \"f\": the world imports no interface `x`, and no adapter has this name",
                embeddedError(wit, "(module (import \"x\" \"f\" (func)))"));
        Path plain = folder.resolve("plain.wasm");
        assertDone(wasm("parse", file("p.wat", "(module (import \"x\" \"f\" (func)))"), "-o", plain));
        assertTrue(error("new", plain).contains("no embedded world; `wasm embed` gives it one"));
        assertTrue(error("wit", file("bad.wit", "package a:b; world {")).contains("bad.wit:1:20: expected a name"));
    }

    private String embeddedError(Path wit, String module) throws IOException, InterruptedException {
        Path embedded = folder.resolve("embedded.wasm");
        assertDone(wasm("embed", wit, "--world", "w", file("core.wat", module), "-o", embedded));
        return error("new", embedded)
                .replaceFirst("wasm: .*embedded.wasm: ", "")
                .trim();
    }
}
