package dev.perigord.wasm.wasi.preview2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.perigord.wasm.wasi.Preopen;
import dev.perigord.wasm.wasi.TestLanguage;
import dev.perigord.wasm.wasi.WasiConfiguration;
import dev.perigord.wasm.wasi.io.StandardStreams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that compilers made, in the folder that the system property {@code perigord.guests} names. */
final class GuestsTest {
    @TempDir
    Path root;

    /** What a program said and how it ended. */
    private record Outcome(int status, String output, String error) {}

    private static byte[] guest(String name) throws IOException {
        String folder = System.getProperty("perigord.guests", "");
        Path file = Path.of(folder, name + ".component.wasm");
        assumeTrue(!folder.isEmpty() && Files.exists(file), "no guest " + file);
        return Files.readAllBytes(file);
    }

    private Outcome run(String name, String input, String... arguments) throws IOException {
        byte[] binary = guest(name);
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        int[] status = new int[1];
        TestLanguage.run((language, env) -> {
            WasiConfiguration configuration = WasiConfiguration.builder()
                    .arguments(List.of(name))
                    .arguments(List.of(arguments))
                    .environment("GUEST_ENV", "present")
                    .streams(StandardStreams.of(
                            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                            output,
                            error,
                            StandardStreams.Terminals.NONE))
                    .preopen(new Preopen(env.getPublicTruffleFile(root.toString()), root, "/", false))
                    .build();
            try (Wasi2 wasi = Wasi2.of(configuration)) {
                status[0] = Guest.instantiate(language, binary, wasi).run();
            }
            return 0;
        });
        return new Outcome(status[0], output.toString(StandardCharsets.UTF_8), error.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello-c-clang19.wasip2",
                "hello-rust185.wasip2",
                "lua5.4.7-nosjlj.wasip2",
                "quickjs2025-04-26",
                "sqlite3.46.1-shell",
                "hello-go124-overlay",
                "fsnet-rust185.wasip2",
                "dummy-p2-proxy"
            })
    void everyImportIsFoundWithItsType(String name) throws IOException {
        byte[] binary = guest(name);
        TestLanguage.run((language, _) -> {
            try (Wasi2 wasi = Wasi2.of(WasiConfiguration.builder().build())) {
                assertNotNull(Guest.instantiate(language, binary, wasi));
            }
            return 0;
        });
    }

    @Test
    void helloC() throws IOException {
        Files.writeString(root.resolve("in.txt"), "12345");
        Outcome outcome = run("hello-c-clang19.wasip2", "", "/in.txt", "/out.txt", "0");
        assertEquals(0, outcome.status);
        assertEquals(
                """
                hello from C, argc=4
                argv[0]=hello-c-clang19.wasip2
                argv[1]=/in.txt
                argv[2]=/out.txt
                argv[3]=0
                env count=1 GUEST_ENV=present
                time ok=1
                read 5 bytes of /in.txt
                """,
                outcome.output);
        assertEquals("to stderr\n", outcome.error);
        assertEquals("written by guest\n", Files.readString(root.resolve("out.txt")));
    }

    @Test
    void helloRust() throws IOException {
        Files.writeString(root.resolve("in.txt"), "12345");
        Outcome outcome = run("hello-rust185.wasip2", "", "/in.txt", "7");
        assertEquals(1, outcome.status, "wasi:cli/exit tells success and failure only");
        assertEquals(
                """
                hello from Rust ["hello-rust185.wasip2", "/in.txt", "7"]
                GUEST_ENV=Ok("present")
                now ok=true
                3
                read 5
                """,
                outcome.output);
    }

    @Test
    void helloGo() throws IOException {
        Outcome outcome = run("hello-go124-overlay", "");
        assertEquals(
                new Outcome(
                        0,
                        """
                hello from Go [hello-go124-overlay] present
                [a b c] map[a:3 b:2 c:1]
                sum 10
                slept true
                """,
                        "to stderr\n"),
                outcome);
    }

    @Test
    void lua() throws IOException {
        Files.writeString(root.resolve("sum.lua"), "io.write(arg[1] + arg[2], ' ', io.read('a'))");
        Outcome outcome = run("lua5.4.7-nosjlj.wasip2", "in", "/sum.lua", "40", "2");
        assertEquals(new Outcome(0, "42 in", ""), outcome);
    }

    @Test
    void quickJs() throws IOException {
        Files.writeString(root.resolve("list.js"), "print([3, 1, 2].sort().join());");
        Outcome outcome = run("quickjs2025-04-26", "", "/list.js");
        assertEquals(new Outcome(0, "1,2,3\nundefined\n", ""), outcome);
    }

    @Test
    void sqliteOnAFile() throws IOException {
        String sql = "create table t(a); insert into t values (1), (2), (3); select sum(a) from t;";
        Outcome outcome = run("sqlite3.46.1-shell", "", "/test.db", sql);
        assertEquals("6\n", outcome.output);
        assertTrue(Files.size(root.resolve("test.db")) > 0);
        assertEquals("3\n", run("sqlite3.46.1-shell", "", "/test.db", "select count(*) from t").output);
    }

    @Test
    void filesAndDeniedSockets() throws IOException {
        Outcome outcome = run("fsnet-rust185.wasip2", "", "/");
        assertEquals(
                new Outcome(
                        0,
                        """
                mkdir Ok(())
                write Ok(())
                write Ok(())
                write Ok(())
                [("f0", 0), ("f1", 1000), ("f2", 2000)]
                rename Ok(())
                stat Ok((2000, true))
                rm Ok(())
                bind Os { code: 2, kind: PermissionDenied, message: "Permission denied" }
                udp Os { code: 2, kind: PermissionDenied, message: "Permission denied" }
                dns Err(Os { code: 2, kind: PermissionDenied, message: "Permission denied" })
                thread Err(Error { kind: Unsupported, message: "operation not supported on this platform" })
                """,
                        ""),
                outcome);
    }
}
