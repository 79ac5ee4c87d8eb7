package dev.perigord.wasm.tests;

import static dev.perigord.wasm.tests.Guests.guest;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigord.wasm.tests.WasmCommand.Run;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Components that real tool chains made, as a user runs them. */
class ComponentCommandTest {
    @TempDir
    Path folder;

    private final WasmCommand wasm = new WasmCommand();

    @Test
    void helloFromC() throws Exception {
        Files.writeString(folder.resolve("in.txt"), "hello\n");
        Run run = wasm.run(
                "run",
                "--dir",
                folder + "::/",
                "--env",
                "GUEST_ENV=yes",
                guest("hello-c-clang19.wasip2.component.wasm"),
                "in.txt",
                "out.txt",
                "7");
        assertEquals(1, run.status(), "WASI 0.2 knows success and failure only");
        assertTrue(run.out().contains("env count=1 GUEST_ENV=yes"), run.out());
        assertTrue(run.out().contains("read 6 bytes of in.txt"), run.out());
        assertEquals("to stderr\n", run.err());
        assertEquals("written by guest\n", Files.readString(folder.resolve("out.txt")));
    }

    @Test
    void helloFromRust() throws Exception {
        Files.writeString(folder.resolve("in.txt"), "hello\n");
        Run run = wasm.run("--dir", folder + "::/", guest("hello-rust185.wasip2.component.wasm"), "in.txt");
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().contains("read 6"), run.out());
    }

    @Test
    void helloFromGo() throws Exception {
        Files.writeString(folder.resolve("in.txt"), "hello\n");
        Run run = wasm.run("--dir", folder + "::/", guest("hello-go124-overlay.component.wasm"), "/in.txt");
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().contains("6 <nil>"), run.out());
    }

    @Test
    void luaRunsAScript() throws Exception {
        Files.copy(guest("src/bench.lua"), folder.resolve("bench.lua"));
        Run run =
                wasm.run("run", "--dir", folder + "::/", guest("lua5.4.7-nosjlj.wasip2.component.wasm"), "/bench.lua");
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().contains("fib(27)\t196418"), run.out());
    }

    /** This build of Lua throws its errors as exceptions of WebAssembly, which {@code pcall} catches. */
    @Test
    void luaCatchesErrors() throws Exception {
        Files.copy(guest("src/bench.lua"), folder.resolve("bench.lua"));
        Files.writeString(
                folder.resolve("errors.lua"),
                """
                print(pcall(function() error("boom", 0) end))
                print(select(2, pcall(function() local x = nil; return x.y end)))
                local co = coroutine.wrap(function(a) local b = coroutine.yield(a + 1); error("in co " .. b, 0) end)
                print(co(1), pcall(co, 5))
                dofile("/bench.lua")
                """);
        Run run = wasm.run("run", "--dir", folder + "::/", guest("lua5.4.7-exnref.component.wasm"), "/errors.lua");
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().startsWith("false\tboom\n"), run.out());
        assertTrue(run.out().contains("attempt to index a nil value"), run.out());
        assertTrue(run.out().contains("2\tfalse\tin co 5"), run.out());
        assertTrue(run.out().contains("fib(27)\t196418"), run.out());
    }

    @Test
    void quickJsRunsAScript() throws Exception {
        Files.copy(guest("src/bench.js"), folder.resolve("bench.js"));
        Run run = wasm.run("run", "--dir", folder + "::/", guest("quickjs2025-04-26.component.wasm"), "/bench.js");
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().endsWith("done\n"), run.out());
    }

    @Test
    void sqliteWritesADatabaseFile() throws Exception {
        Run run = wasm.run(
                List.of(
                        "--dir",
                        folder + "::/",
                        guest("sqlite3.46.1-shell.component.wasm").toString(),
                        "-batch",
                        "/x.db"),
                guest("src/bench.sql").toFile());
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().contains("key9999|"), run.out());
        byte[] database = Files.readAllBytes(folder.resolve("x.db"));
        assertArrayEquals("SQLite format 3\0".getBytes(StandardCharsets.US_ASCII), Arrays.copyOf(database, 16));
    }

    @Test
    void filesAreSeenAndTheNetworkIsNot() throws Exception {
        Run run = wasm.run("--dir", folder + "::/", guest("fsnet-rust185.wasip2.component.wasm"));
        assertTrue(run.out().contains("rename Ok(())"), run.out() + run.err());
        assertTrue(run.out().contains("stat Ok((2000, true))"), run.out());
        assertTrue(run.out().contains("bind Os { code: 2, kind: PermissionDenied"), run.out());
    }

    @Test
    void missingImportsAreListedWithTheirTypes() throws Exception {
        Run run = wasm.run("--invoke", "greet(\"Ada\")", guest("cguest.component.wasm"));
        assertEquals(1, run.status());
        assertEquals(
                """
                wasm: component cguest.component.wasm cannot be instantiated:
                  import `test:c/host@0.1.0#log` is missing, expected func(s: string)
                """,
                run.err());
    }

    @Test
    void anImportThatNobodyHasIsNamed() throws Exception {
        Run run = wasm.run("--invoke", "slow(1)", guest("c3-async.component.wasm"));
        assertEquals(1, run.status());
        assertEquals(
                """
                wasm: component c3-async.component.wasm cannot be instantiated:
                  import `test:c3/host@0.1.0#sleep` is missing, expected async func(ms: u32) -> u32
                """,
                run.err());
    }

    @Test
    void aComponentWithoutMainFunctionSaysSo() throws Exception {
        Run run = wasm.run(guest("wat-str.component.wasm"));
        assertEquals(1, run.status());
        assertEquals(
                "wasm: the component does not export wasi:cli/run, so it is no command;"
                        + " --invoke calls one of its functions\n",
                run.err());
    }

    @Test
    void truncatedComponentsAreMalformed() throws Exception {
        byte[] bytes = Files.readAllBytes(guest("cguest.component.wasm"));
        for (int length : new int[] {8, 9, 100, bytes.length - 1}) {
            Path file = Files.write(folder.resolve("cut.wasm"), Arrays.copyOf(bytes, length));
            Run run = wasm.run(file);
            assertEquals(1, run.status(), run.err());
            assertEquals(1, run.err().lines().count(), run.err());
        }
    }
}
