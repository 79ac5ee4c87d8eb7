package dev.perigord.wasm.wasi.preview1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.truffle.api.TruffleLanguage.Env;
import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.Limits;
import dev.perigord.wasm.runtime.MemoryBudget;
import dev.perigord.wasm.runtime.TrapException;
import dev.perigord.wasm.runtime.WasmMemory;
import dev.perigord.wasm.wasi.Preopen;
import dev.perigord.wasm.wasi.TestLanguage;
import dev.perigord.wasm.wasi.WasiConfiguration;
import dev.perigord.wasm.wasi.cli.ExitException;
import dev.perigord.wasm.wasi.io.ErrorCode;
import dev.perigord.wasm.wasi.io.StandardStreams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions of preview1 as a guest calls them: numbers in, {@code errno} out, the rest in memory. */
final class Preview1Test {
    private static final int PAGE = 1 << 16;
    private static final int RESULT = 1000;

    @TempDir
    Path root;

    /** A guest that is nothing but a page of memory. */
    private static final class Machine {
        private final WasmMemory memory =
                new WasmMemory(new ExternType.Memory(Limits.between(1, 1)), new MemoryBudget(1, 1, PAGE));
        private final Preview1 wasi;

        Machine(TestLanguage language, WasiConfiguration configuration) throws Exception {
            wasi = new Preview1Library(language).instantiate(configuration);
            wasi.setMemory(memory);
        }

        int call(String function, Object... arguments) {
            return (int) wasi.find(function).call(arguments);
        }

        void succeed(String function, Object... arguments) {
            assertEquals(0, call(function, arguments), function);
        }

        int put(int address, String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            memory.write(address, bytes, 0, bytes.length, null);
            return bytes.length;
        }

        String text(int address, int length) {
            return new String(memory.read(address, length, null), StandardCharsets.UTF_8);
        }

        int result() {
            return memory.readInt(RESULT, null);
        }

        int open(String path) {
            int length = put(0, path);
            succeed("path_open", 3, 1, 0, length, Constants.OFLAGS_CREAT, -1L, -1L, 0, RESULT);
            return result();
        }
    }

    @FunctionalInterface
    private interface Body {
        void run(Machine machine) throws Exception;
    }

    private void with(WasiConfiguration.Builder configuration, Body body) {
        TestLanguage.run((language, env) -> {
            body.run(new Machine(language, configuration.preopen(preopen(env)).build()));
            return 0;
        });
    }

    private Preopen preopen(Env env) {
        return new Preopen(env.getPublicTruffleFile(root.toString()), root, "/data", false);
    }

    private static int errno(ErrorCode code) {
        return code.preview1();
    }

    @Test
    void thereAreFortySixFunctions() {
        TestLanguage.run((language, _) -> {
            Preview1Library library = new Preview1Library(language);
            assertEquals(46, library.names().size());
            assertEquals(
                    "[i32 i32 i32 i64 i32] -> [i32]", library.type("fd_pread").toString());
            assertNull(library.type("fd_dup"));
            return 0;
        });
    }

    @Test
    void argumentsAreNulTerminated() {
        with(WasiConfiguration.builder().arguments(List.of("prog", "ä")).environment("A", "b"), guest -> {
            guest.succeed("args_sizes_get", RESULT, RESULT + 4);
            assertEquals(2, guest.result());
            assertEquals(8, guest.memory.readInt(RESULT + 4, null));
            guest.succeed("args_get", 0, 100);
            assertEquals("prog\0ä\0", guest.text(100, 8));
            assertEquals(105, guest.memory.readInt(4, null));
            guest.succeed("environ_get", 0, 100);
            assertEquals("A=b\0", guest.text(100, 4));
        });
    }

    @Test
    void grantedDirectoriesAreDescriptorsFromThreeOn() {
        with(WasiConfiguration.builder(), guest -> {
            guest.succeed("fd_prestat_get", 3, RESULT);
            assertEquals(5, guest.memory.readInt(RESULT + 4, null));
            guest.succeed("fd_prestat_dir_name", 3, 0, 5);
            assertEquals("/data", guest.text(0, 5));
            assertEquals(errno(ErrorCode.NAME_TOO_LONG), guest.call("fd_prestat_dir_name", 3, 0, 4));
            assertEquals(errno(ErrorCode.BAD_DESCRIPTOR), guest.call("fd_prestat_get", 4, RESULT));
        });
    }

    @Test
    void readingAndWritingGathersAndScatters() {
        with(WasiConfiguration.builder(), guest -> {
            int file = guest.open("file");
            guest.put(100, "hello world");
            long[] vectors = {100L | 5L << 32, 0, 105L | 6L << 32};
            for (int i = 0; i < vectors.length; i++) {
                guest.memory.writeLong(200 + 8L * i, vectors[i], null);
            }
            guest.succeed("fd_write", file, 200, 3, RESULT);
            assertEquals(11, guest.result());
            guest.succeed("fd_seek", file, -5L, 2, RESULT);
            assertEquals(6, guest.result());
            guest.succeed("fd_read", file, 200, 3, RESULT);
            assertEquals(5, guest.result());
            assertEquals("world", guest.text(100, 5));
            guest.succeed("fd_pread", file, 200, 1, 0L, RESULT);
            assertEquals("hello", guest.text(100, 5));
            assertEquals(errno(ErrorCode.INVALID), guest.call("fd_seek", file, -1L, 0, RESULT));
            assertEquals(errno(ErrorCode.INVALID_SEEK), guest.call("fd_seek", 1, 0L, 0, RESULT));
        });
    }

    @Test
    void wrongPointersTrap() {
        with(WasiConfiguration.builder(), guest -> {
            assertThrows(TrapException.class, () -> guest.call("random_get", PAGE - 1, 2));
            assertThrows(TrapException.class, () -> guest.call("random_get", 0, -1));
            assertThrows(TrapException.class, () -> guest.call("fd_write", 1, 0, -1, RESULT));
            assertThrows(TrapException.class, () -> guest.call("path_unlink_file", 3, -1, 1));
            assertThrows(TrapException.class, () -> guest.call("poll_oneoff", 0, 0, -1, RESULT));
            assertThrows(TrapException.class, () -> guest.call("clock_time_get", 0, 0L, -4));
        });
    }

    @Test
    void thereIsALimitOfOpenFiles() {
        with(WasiConfiguration.builder().maximumHandles(10), guest -> {
            for (int number = 4; number < 10; number++) {
                assertEquals(number, guest.open("file"));
            }
            int length = guest.put(0, "file");
            int full = guest.call("path_open", 3, 0, 0, length, 0, 0L, 0L, 0, RESULT);
            assertEquals(errno(ErrorCode.TOO_MANY_OPEN_FILES), full);
            guest.succeed("fd_close", 7);
            assertEquals(7, guest.open("file"));
        });
    }

    @Test
    void pathsAreUtf8() {
        with(WasiConfiguration.builder(), guest -> {
            guest.memory.writeByte(0, (byte) 0xff, null);
            assertEquals(errno(ErrorCode.ILLEGAL_BYTE_SEQUENCE), guest.call("path_unlink_file", 3, 0, 1));
        });
    }

    @Test
    void pollWaitsForAClock() {
        with(WasiConfiguration.builder(), guest -> {
            clock(guest, 0, 7, 50_000_000, false);
            long start = System.nanoTime();
            guest.succeed("poll_oneoff", 0, 200, 1, RESULT);
            assertTrue(System.nanoTime() - start >= 50_000_000);
            assertEquals(1, guest.result());
            assertEquals(7, guest.memory.readLong(200, null));
            assertEquals(errno(ErrorCode.INVALID), guest.call("poll_oneoff", 0, 200, 0, RESULT));
        });
    }

    @Test
    void pollTellsWhatIsReady() {
        InputStream in = new ByteArrayInputStream(new byte[1]);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WasiConfiguration.Builder configuration =
                WasiConfiguration.builder().streams(StandardStreams.of(in, out, out, StandardStreams.Terminals.NONE));
        with(configuration, guest -> {
            clock(guest, 0, 1, 3_600_000_000_000L, false);
            descriptor(guest, 48, 2, 1, 0);
            descriptor(guest, 96, 3, 2, 1);
            descriptor(guest, 144, 4, 1, 77);
            guest.succeed("poll_oneoff", 0, 200, 4, RESULT);
            assertEquals(3, guest.result());
            int[] errors = new int[3];
            for (int i = 0; i < 3; i++) {
                assertEquals(i + 2, guest.memory.readLong(200 + 32L * i, null));
                errors[i] = guest.memory.readShort(208 + 32L * i, null);
            }
            assertArrayEquals(new int[] {0, 0, errno(ErrorCode.BAD_DESCRIPTOR)}, errors);
        });
    }

    private static void clock(Machine guest, int address, long userData, long timeout, boolean absolute) {
        guest.memory.fill(address, (byte) 0, 48, null);
        guest.memory.writeLong(address, userData, null);
        guest.memory.writeInt(address + 16, 1, null);
        guest.memory.writeLong(address + 24, timeout, null);
        guest.memory.writeShort(address + 40, (short) (absolute ? 1 : 0), null);
    }

    private static void descriptor(Machine guest, int address, long userData, int type, int number) {
        guest.memory.fill(address, (byte) 0, 48, null);
        guest.memory.writeLong(address, userData, null);
        guest.memory.writeByte(address + 8, (byte) type, null);
        guest.memory.writeInt(address + 16, number, null);
    }

    @Test
    void socketsThereAreNone() {
        with(WasiConfiguration.builder(), guest -> {
            assertEquals(errno(ErrorCode.NOT_SOCKET), guest.call("sock_shutdown", 1, 0));
            assertEquals(errno(ErrorCode.BAD_DESCRIPTOR), guest.call("sock_shutdown", 99, 0));
        });
    }

    @Test
    void exitReachesTheHostAsAnExit() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Context context = Context.create(TestLanguage.ID)) {
            PolyglotException exit = assertThrows(
                    PolyglotException.class,
                    () -> TestLanguage.run(context, (language, _) -> {
                        WasiConfiguration configuration = WasiConfiguration.builder()
                                .streams(StandardStreams.of(
                                        InputStream.nullInputStream(), out, out, StandardStreams.Terminals.NONE))
                                .build();
                        Machine guest = new Machine(language, configuration);
                        guest.put(100, "bye");
                        guest.memory.writeLong(200, 100L | 3L << 32, null);
                        guest.succeed("fd_write", 1, 200, 1, RESULT);
                        guest.succeed("fd_write", 1, 200, 1, RESULT);
                        assertThrows(ExitException.class, () -> guest.call("proc_exit", 42));
                        return guest.call("proc_exit", 42);
                    }));
            assertTrue(exit.isExit());
            assertEquals(42, exit.getExitStatus());
            assertEquals("byebye", out.toString(StandardCharsets.UTF_8));
        }
    }
}
