package dev.perigord.wasm.tests;

import static dev.perigord.wasm.tests.Guests.guest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigord.wasm.binary.SectionRange;
import dev.perigord.wasm.tests.WasmCommand.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that {@code wasm embed} and {@code wasm new} make into components do what they did. */
class RebuiltGuestTest {
    private static final int CORE_MODULE = 1;

    @TempDir
    Path folder;

    private final WasmCommand command = new WasmCommand();

    private Run wasm(Object... arguments) throws IOException, InterruptedException {
        return command.run(arguments);
    }

    private void make(Object... arguments) throws IOException, InterruptedException {
        assertEquals(new Run(0, "", ""), wasm(arguments));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** The first core module inside of a component. */
    private Path coreModuleOf(Path component) throws IOException {
        byte[] bytes = Files.readAllBytes(component);
        SectionRange module = SectionRange.of(bytes).stream()
                .filter(section -> section.id() == CORE_MODULE)
                .findFirst()
                .orElseThrow();
        return Files.write(folder.resolve("core.wasm"), Arrays.copyOfRange(bytes, module.start(), module.end()));
    }

    private static final String HOST =
            """
            (component
              (core module $m
                (memory (export "memory") 1)
                (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) (i32.const 8))
                (func (export "log") (param i32 i32)))
              (core instance $i (instantiate $m))
              (func $log (param "s" string)
                (canon lift (core func $i "log") (memory $i "memory") (realloc (func $i "cabi_realloc"))))
              (instance $host (export "log" (func $log)))
              (export "test:c/host@0.1.0" (instance $host)))
            """;

    @Test
    void aGuestInCMadeAnewDoesTheSame() throws Exception {
        Path original = guest("cguest.component.wasm");
        Path embedded = folder.resolve("embedded.wasm");
        Path rebuilt = folder.resolve("rebuilt.wasm");
        make("embed", guest("src/cguest/w.wit"), coreModuleOf(original), "-o", embedded);
        make("new", embedded, "-o", rebuilt);
        Path host = file("host.wat", HOST);
        for (String call :
                new String[] {"greet(\"Ada\")", "sum([1, 2, -4])", "norm({x: 3, y: 4})", "norm({x: 0, y: 0})"}) {
            Run expected = wasm("--with", host, "--invoke", call, original);
            assertEquals(0, expected.status(), expected.err());
            assertEquals(expected, wasm("--with", host, "--invoke", call, rebuilt));
        }
        assertEquals(wasm("wit", original).out(), wasm("wit", rebuilt).out());
    }

    private static final String HELLO =
            """
            (module
              (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
              (memory (export "memory") 1)
              (data (i32.const 0) "\\08\\00\\00\\00\\06\\00\\00\\00hello\\n")
              (func (export "_start")
                (if (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 20)) (then unreachable))
                (if (i32.ne (i32.load (i32.const 20)) (i32.const 6)) (then unreachable))))
            """;

    /** As much of WASI 0.1 as the program needs, and a function that it does not need. */
    private static final String ADAPTER =
            """
            (module
              (import "env" "memory" (memory 0))
              (import "__main_module__" "_start" (func $start))
              (import "wasi:cli/stdout@0.2.0" "get-stdout" (func $stdout (result i32)))
              (import "wasi:io/streams@0.2.0" "[method]output-stream.blocking-write-and-flush"
                (func $write (param i32 i32 i32 i32)))
              (import "wasi:io/streams@0.2.0" "[resource-drop]output-stream" (func $drop (param i32)))
              (import "wasi:random/random@0.2.0" "get-random-u64" (func $random (result i64)))
              (global $__stack_pointer (mut i32) (i32.const 0))
              (func $result (result i32) (i32.sub (global.get $__stack_pointer) (i32.const 16)))
              (func (export "fd_write") (param $fd i32) (param $vectors i32) (param $count i32) (param $written i32)
                (result i32) (local $stream i32)
                (local.set $stream (call $stdout))
                (call $write (local.get $stream)
                  (i32.load (local.get $vectors)) (i32.load offset=4 (local.get $vectors)) (call $result))
                (call $drop (local.get $stream))
                (i32.store (local.get $written) (i32.load offset=4 (local.get $vectors)))
                (i32.load8_u (call $result)))
              (func (export "random_get") (param i32 i32) (result i32)
                (i64.store (local.get 0) (call $random))
                (i32.const 0))
              (func (export "wasi:cli/run@0.2.0#run") (result i32) (call $start) (i32.const 0)))
            """;

    private static final String ADAPTER_WIT =
            """
            package test:adapter;

            world command {
              import wasi:cli/stdout@0.2.0;
              import wasi:random/random@0.2.0;
              export wasi:cli/run@0.2.0;
            }

            package wasi:io@0.2.0 {
              interface error { resource error; }
              interface streams {
                use error.{error};
                variant stream-error { last-operation-failed(error), closed }
                resource output-stream { blocking-write-and-flush: func(contents: list<u8>) -> result<_, stream-error>; }
              }
            }

            package wasi:cli@0.2.0 {
              interface stdout {
                use wasi:io/streams@0.2.0.{output-stream};
                get-stdout: func() -> output-stream;
              }
              interface run { run: func() -> result; }
            }

            package wasi:random@0.2.0 { interface random { get-random-u64: func() -> u64; } }
            """;

    @Test
    void aProgramForOlderWasiRunsWithAnAdapter() throws Exception {
        Path adapter = folder.resolve("adapter.wasm");
        Path hello = folder.resolve("hello.wasm");
        make("embed", file("adapter.wit", ADAPTER_WIT), file("adapter.wat", ADAPTER), "-o", adapter);
        make("new", file("hello.wat", HELLO), "--adapt", "wasi_snapshot_preview1=" + adapter, "-o", hello);
        assertEquals(new Run(0, "hello\n", ""), wasm(hello));
        String world = wasm("wit", hello).out();
        assertTrue(world.contains("import wasi:cli/stdout@0.2.0;"), world);
        assertFalse(world.contains("wasi:random"), world);
    }
}
