package dev.perigord.wasm.tests;

import static dev.perigord.wasm.tests.Guests.guest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigord.wasm.tests.WasmCommand.Run;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.IOUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code wasm} as a user runs it. */
class CommandLineTest {
    @TempDir
    Path folder;

    private final WasmCommand command = new WasmCommand();

    private Run wasm(Object... arguments) throws IOException, InterruptedException {
        return command.run(arguments);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static final String ARITHMETIC =
            """
            (module
              (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
              (func (export "half") (param f64) (result f64) (f64.div (local.get 0) (f64.const 2)))
              (func $inner (result i32) (i32.div_s (i32.const 1) (i32.const 0)))
              (func (export "fault") (result i32) (call $inner)))
            """;

    @Test
    void versionAndHelp() throws Exception {
        assertTrue(wasm("--version").out().startsWith("wasm (Perigord) "));
        Run help = wasm("--help");
        assertEquals(0, help.status());
        assertTrue(help.out().contains("--dir HOST[::GUEST]"), help.out());
    }

    @Test
    void invokesAnExportWithWaveValues() throws Exception {
        Path module = file("arithmetic.wat", ARITHMETIC);
        assertEquals(new Run(0, "5\n", ""), wasm("run", "--invoke", "add(2, 3)", module));
        assertEquals(new Run(0, "0.75\n", ""), wasm("--invoke", "half(1.5)", module));
        Run wrong = wasm("--invoke", "add(2)", module);
        assertEquals(1, wrong.status());
        assertEquals(1, wrong.err().lines().count(), wrong.err());
        assertEquals(
                new Run(1, "", "wasm: no exported function `subtract`\n"), wasm("--invoke", "subtract(1)", module));
    }

    @Test
    void theCommandIsTheFirstWordThatIsNoOption() throws Exception {
        Path module = file("arithmetic.wat", ARITHMETIC);
        Run sampled = wasm("--cpusampler", "run", "--invoke", "add(2, 3)", module);
        assertEquals(0, sampled.status(), sampled.err());
        assertTrue(sampled.out().startsWith("5\n"), sampled.out());
        assertEquals(new Run(0, "5\n", ""), wasm("--wasm.Execution=tree", "--invoke", "add(2, 3)", "run", module));
        Path binary = folder.resolve("arithmetic.wasm");
        assertEquals(new Run(0, "", ""), wasm("-o", binary, "parse", module));
        assertEquals(new Run(0, "5\n", ""), wasm("--invoke", "add(2, 3)", binary, "print"));
        Path print = Files.copy(binary, folder.resolve("print"));
        assertEquals(new Run(0, "5\n", ""), wasm("--invoke", "add(2, 3)", "--", print));
    }

    @Test
    void aTrapShowsTheWasmStackAndGives134() throws Exception {
        Run run = wasm("--invoke", "fault()", file("arithmetic.wat", ARITHMETIC));
        assertEquals(134, run.status());
        List<String> lines = run.err().lines().toList();
        assertEquals("wasm: integer divide by zero", lines.get(0));
        assertTrue(lines.get(1).startsWith("    at inner (arithmetic.wat:4"), run.err());
        assertTrue(lines.get(2).startsWith("    at fault (arithmetic.wat:5"), run.err());
    }

    @Test
    void badInputGivesOneClearLine() throws Exception {
        Path empty = file("empty.wasm", "");
        Path garbage = Files.write(folder.resolve("garbage.wasm"), new byte[] {(byte) 0xFF, (byte) 0xFE, 1, 2});
        Path ff = folder.resolve("ff.wasm");
        byte[] bytes = new byte[500_000];
        Arrays.fill(bytes, (byte) 0xFF);
        Files.write(ff, bytes);
        Path truncated = Files.write(folder.resolve("truncated.wasm"), new byte[] {0, 'a', 's', 'm', 1, 0});
        Path invalid = file("invalid.wat", "(module (func (result i32)))");
        Path unlinkable = file("unlinkable.wat", "(module (import \"env\" \"f\" (func (param i32))))");
        for (Path file : List.of(empty, garbage, ff, truncated, invalid, unlinkable, folder.resolve("missing.wasm"))) {
            Run run = wasm(file);
            assertEquals(1, run.status(), file + ": " + run.err());
            assertEquals(1, run.err().lines().count(), file + ": " + run.err());
            assertTrue(run.err().startsWith("wasm: "), run.err());
            assertEquals("", run.out());
        }
        assertEquals(
                "wasm: unknown import: \"env\" \"f\" is missing, expected function [i32] -> []\n",
                wasm(unlinkable).err());
        assertEquals(1, wasm("--no-such-option", empty).status());
    }

    @Test
    void runsTestScripts() throws Exception {
        Path script = file(
                "script.wast",
                """
                (module (func (export "one") (result i32) (i32.const 1)))
                (assert_return (invoke "one") (i32.const 1))
                (assert_return (invoke "one") (i32.const 2))
                """);
        Run run = wasm("wast", script);
        assertEquals(1, run.status());
        assertEquals("1 passed, 1 failed\n", run.out());
        assertTrue(run.err().contains("script.wast:3: "), run.err());
    }

    @Test
    void parsesTextToBinaryAndValidates() throws Exception {
        Path text = file("arithmetic.wat", ARITHMETIC);
        Path binary = folder.resolve("arithmetic.wasm");
        assertEquals(new Run(0, "", ""), wasm("parse", text, "-o", binary));
        assertEquals(new Run(0, "", ""), wasm("validate", binary, text));
        assertEquals("7\n", wasm("--invoke", "add(3, 4)", binary).out());
    }

    @Test
    void printsBinariesAsText() throws Exception {
        Path binary = folder.resolve("arithmetic.wasm");
        wasm("parse", file("arithmetic.wat", ARITHMETIC), "-o", binary);
        Path text = folder.resolve("printed.wat");
        assertEquals(new Run(0, "", ""), wasm("print", binary, "-o", text));
        assertEquals(Files.readString(text), wasm("print", text).out());
        assertEquals("7\n", wasm("--invoke", "add(3, 4)", text).out());
        assertEquals(1, wasm("print", binary, text).status());
    }

    @Test
    void helloFromC() throws Exception {
        Files.writeString(folder.resolve("in.txt"), "hello\n");
        Run run = wasm(
                "run",
                "--dir",
                folder + "::/",
                "--env",
                "GUEST_ENV=yes",
                guest("hello-c-clang19.p1.wasm"),
                "in.txt",
                "out.txt",
                "7");
        assertEquals(7, run.status(), run.err());
        assertTrue(run.out().contains("env count=1 GUEST_ENV=yes"), run.out());
        assertTrue(run.out().contains("read 6 bytes of in.txt"), run.out());
        assertEquals("to stderr\n", run.err());
        assertEquals("written by guest\n", Files.readString(folder.resolve("out.txt")));
    }

    @Test
    void helloFromRust() throws Exception {
        Files.writeString(folder.resolve("in.txt"), "hello\n");
        Run run =
                wasm("--dir", folder + "::/", "--env", "GUEST_ENV=yes", guest("hello-rust185.p1.wasm"), "in.txt", "5");
        assertEquals(5, run.status(), run.err());
        assertTrue(run.out().contains("GUEST_ENV=Ok(\"yes\")"), run.out());
        assertTrue(run.out().contains("read 6"), run.out());
    }

    @Test
    void helloFromGo() throws Exception {
        Files.writeString(folder.resolve("in.txt"), "hello\n");
        Run run = wasm("--dir", folder + "::/", "--env", "PWD=/", guest("hello-go124.p1.wasm"), "/in.txt", "x");
        assertEquals(9, run.status(), run.err());
        assertTrue(run.out().contains("6 <nil>"), run.out());
    }

    @Test
    void sqliteWritesADatabaseFile() throws Exception {
        File sql = guest("src/bench.sql").toFile();
        Run run = command.run(
                List.of(
                        "--dir",
                        folder + "::/",
                        guest("sqlite3.46.1-shell.p1.wasm").toString(),
                        "-batch",
                        "/x.db"),
                sql);
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().contains("key9999|"), run.out());
        byte[] header = new byte[16];
        try (var in = Files.newInputStream(folder.resolve("x.db"))) {
            IOUtils.readFully(in, header);
        }
        assertEquals("SQLite format 3\0", new String(header, StandardCharsets.US_ASCII));
    }

    @Test
    void samplerNamesFunctions() throws Exception {
        Path module = file(
                "spin.wat",
                """
                (module
                  (func $spinning (param $n i32) (result i32)
                    (local $sum i32)
                    (loop $again
                      (local.set $sum (i32.add (i32.mul (local.get $sum) (i32.const 31)) (local.get $n)))
                      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                    (local.get $sum))
                  (func (export "_start") (drop (call $spinning (i32.const 300000000)))))
                """);
        Run run = wasm("--cpusampler", module);
        assertEquals(0, run.status(), run.err());
        assertTrue(run.out().contains("spinning"), run.out());
    }

    @Test
    void aHundredMegabytesThroughStandardOutput() throws Exception {
        Path module = file(
                "pour.wat",
                """
                (module
                  (import "wasi_snapshot_preview1" "fd_write"
                    (func $fd_write (param i32 i32 i32 i32) (result i32)))
                  (memory (export "memory") 2)
                  (func (export "_start") (local $i i32)
                    (i32.store (i32.const 0) (i32.const 16))
                    (i32.store (i32.const 4) (i32.const 100000))
                    (local.set $i (i32.const 1000))
                    (loop $again
                      (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))
                      (br_if $again (local.tee $i (i32.sub (local.get $i) (i32.const 1)))))))
                """);
        Run run = wasm(module);
        assertEquals(0, run.status(), run.err());
        assertEquals(100_000_000, run.out().length());
    }

    @Test
    void aClosedPipeIsAnErrorCodeForTheGuest() throws Exception {
        Path module = file(
                "pour.wat",
                """
                (module
                  (import "wasi_snapshot_preview1" "fd_write"
                    (func $fd_write (param i32 i32 i32 i32) (result i32)))
                  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
                  (memory (export "memory") 2)
                  (func (export "_start") (local $error i32)
                    (i32.store (i32.const 0) (i32.const 16))
                    (i32.store (i32.const 4) (i32.const 100000))
                    (loop $again
                      (br_if $again (i32.eqz (local.tee $error
                        (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8))))))
                    (call $exit (local.get $error))))
                """);
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "{ '" + WasmCommand.SCRIPT + "' '" + module + "'; echo $? >'" + folder + "/status'; } 2>'"
                                + folder + "/err' | head -c 10 >/dev/null")
                .start();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        int pipe = 64; // errno pipe of WASI 0.1
        assertEquals(pipe + "\n", Files.readString(folder.resolve("status")));
        assertFalse(Files.readString(folder.resolve("err")).contains("Exception"));
    }
}
