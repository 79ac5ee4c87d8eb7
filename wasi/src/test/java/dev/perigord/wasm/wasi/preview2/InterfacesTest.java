package dev.perigord.wasm.wasi.preview2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigord.wasm.component.host.ComponentException;
import dev.perigord.wasm.component.host.HostCall;
import dev.perigord.wasm.component.host.HostInterface;
import dev.perigord.wasm.component.value.FlagsValue;
import dev.perigord.wasm.component.value.VariantValue;
import dev.perigord.wasm.runtime.TrapException;
import dev.perigord.wasm.wasi.Preopen;
import dev.perigord.wasm.wasi.TestLanguage;
import dev.perigord.wasm.wasi.WasiConfiguration;
import dev.perigord.wasm.wasi.cli.ExitException;
import dev.perigord.wasm.wasi.io.ErrorCode;
import dev.perigord.wasm.wasi.io.StandardStreams;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The functions of WASI 0.2 by example, called as a component's imports call them. */
final class InterfacesTest {
    private static final String STREAMS = "wasi:io/streams";
    private static final String TYPES = "wasi:filesystem/types";
    private static final VariantValue CLOSED = new VariantValue(1, null);
    private static final FlagsValue NO_FLAGS = new FlagsValue(0);
    private static final FlagsValue FOLLOW = new FlagsValue(1);
    private static final FlagsValue CREATE = new FlagsValue(1);
    private static final FlagsValue READ_AND_WRITE = new FlagsValue(3);

    @TempDir
    Path root;

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    /** Calls functions by name. */
    private record Host(Wasi2 wasi) {
        Object call(String interfaceName, String function, Object... arguments) {
            HostInterface found =
                    wasi.interfaces().find(interfaceName + "@0.2.0").orElseThrow();
            HostCall call = new HostCall(interfaceName + "#" + function, found.functionType(function));
            return found.function(function).call(call, arguments);
        }

        Object stream(String method, Object... arguments) {
            return call(STREAMS, "[method]" + method, arguments);
        }

        Object file(String method, Object... arguments) {
            return call(TYPES, "[method]descriptor." + method, arguments);
        }

        Object preopen() {
            List<?> directories = (List<?>) call("wasi:filesystem/preopens", "get-directories");
            return ((List<?>) directories.getFirst()).getFirst();
        }

        Object create(String path) {
            return file("open-at", preopen(), FOLLOW, path, CREATE, READ_AND_WRITE);
        }
    }

    @FunctionalInterface
    private interface Body {
        void run(Host host) throws Exception;
    }

    private void with(String input, boolean onHost, boolean readOnly, Body body) {
        TestLanguage.run((_, env) -> {
            WasiConfiguration configuration = WasiConfiguration.builder()
                    .arguments(List.of("program", "argument"))
                    .environment("NAME", "value")
                    .streams(StandardStreams.of(
                            new ByteArrayInputStream(bytes(input)),
                            output,
                            output,
                            new StandardStreams.Terminals(true, false, false)))
                    .preopen(
                            new Preopen(env.getPublicTruffleFile(root.toString()), onHost ? root : null, "/", readOnly))
                    .maximumHandles(10)
                    .build();
            try (Wasi2 wasi = Wasi2.of(configuration)) {
                body.run(new Host(wasi));
            }
            return 0;
        });
    }

    private void with(String input, Body body) {
        with(input, true, false, body);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }

    private static void fails(Object payload, Executable executable) {
        assertEquals(payload, assertThrows(ComponentException.class, executable).payload());
    }

    private static void fails(ErrorCode code, Executable executable) {
        fails(new VariantValue(code.ordinal(), null), executable);
    }

    @Test
    void environment() {
        with("", host -> {
            assertEquals(List.of("program", "argument"), host.call("wasi:cli/environment", "get-arguments"));
            assertEquals(List.of(List.of("NAME", "value")), host.call("wasi:cli/environment", "get-environment"));
            assertEquals(VariantValue.NONE, host.call("wasi:cli/environment", "initial-cwd"));
        });
    }

    @Test
    void exit() {
        with("", host -> {
            Executable failure = () -> host.call("wasi:cli/exit", "exit", VariantValue.error(null));
            assertEquals(1, assertThrows(ExitException.class, failure).status());
            Executable code = () -> host.call("wasi:cli/exit", "exit-with-code", 42);
            assertEquals(42, assertThrows(ExitException.class, code).status());
        });
    }

    @Test
    void terminals() {
        with("", host -> {
            assertNotEquals(VariantValue.NONE, host.call("wasi:cli/terminal-stdin", "get-terminal-stdin"));
            assertEquals(VariantValue.NONE, host.call("wasi:cli/terminal-stdout", "get-terminal-stdout"));
        });
    }

    @Test
    void inputUntilItIsClosed() {
        with("some input", host -> {
            Object in = host.call("wasi:cli/stdin", "get-stdin");
            host.call("wasi:io/poll", "[method]pollable.block", host.stream("input-stream.subscribe", in));
            assertEquals("some", text(host.stream("input-stream.read", in, 4L)));
            assertEquals(1L, host.stream("input-stream.blocking-skip", in, 1L));
            assertEquals("input", text(host.stream("input-stream.blocking-read", in, -1L)));
            fails(CLOSED, () -> host.stream("input-stream.blocking-read", in, 1L));
        });
    }

    @Test
    void outputIsBinaryAndLimited() {
        with("spliced", host -> {
            Object out = host.call("wasi:cli/stdout", "get-stdout");
            byte[] all = new byte[256];
            for (int i = 0; i < all.length; i++) {
                all[i] = (byte) i;
            }
            long permit = (long) host.stream("output-stream.check-write", out);
            host.stream("output-stream.write", out, all);
            host.stream("output-stream.flush", out);
            assertArrayEquals(all, output.toByteArray());
            output.reset();
            Object in = host.call("wasi:cli/stdin", "get-stdin");
            assertEquals(3L, host.stream("output-stream.blocking-splice", out, in, 3L));
            host.stream("output-stream.blocking-write-zeroes-and-flush", out, 2L);
            host.stream("output-stream.blocking-write-and-flush", out, bytes("!"));
            assertEquals("spl\0\0!", output.toString(StandardCharsets.UTF_8));
            byte[] tooMuch = new byte[(int) permit + 1];
            assertThrows(TrapException.class, () -> host.stream("output-stream.write", out, tooMuch));
            assertThrows(TrapException.class, () -> host.stream("output-stream.write-zeroes", out, -1L));
        });
    }

    @Test
    void hundredMegabytesThroughOutput() {
        with("", host -> {
            Object out = host.call("wasi:cli/stdout", "get-stdout");
            byte[] chunk = new byte[4096];
            for (int i = 0; i < 100 << 8; i++) {
                host.stream("output-stream.blocking-write-and-flush", out, chunk);
            }
        });
        assertEquals(100 << 20, output.size());
    }

    @Test
    void polls() {
        with("x", host -> {
            String clock = "wasi:clocks/monotonic-clock";
            long start = (long) host.call(clock, "now");
            Object never = host.call(clock, "subscribe-instant", -1L);
            Object soon = host.call(clock, "subscribe-duration", 20_000_000L);
            assertEquals(false, host.call("wasi:io/poll", "[method]pollable.ready", never));
            assertArrayEquals(new int[] {1}, (int[]) host.call("wasi:io/poll", "poll", List.of(never, soon)));
            assertTrue((long) host.call(clock, "now") - start >= 20_000_000);
            Object past = host.call(clock, "subscribe-instant", 0L);
            Object in = host.stream("input-stream.subscribe", host.call("wasi:cli/stdin", "get-stdin"));
            assertArrayEquals(new int[] {0, 2}, (int[]) host.call("wasi:io/poll", "poll", List.of(past, never, in)));
            assertThrows(TrapException.class, () -> host.call("wasi:io/poll", "poll", List.of()));
        });
    }

    /** Nothing but the end of the context ends this wait. */
    @Test
    void closingTheContextEndsAWait() throws Exception {
        Context context = Context.newBuilder(TestLanguage.ID).build();
        Thread closer = Thread.ofPlatform().start(() -> {
            sleep();
            context.close(true);
        });
        PolyglotException ended = assertThrows(
                PolyglotException.class,
                () -> TestLanguage.run(context, (_, _) -> {
                    Host host = new Host(Wasi2.of(WasiConfiguration.builder().build()));
                    Object never = host.call("wasi:clocks/monotonic-clock", "subscribe-instant", -1L);
                    return host.call("wasi:io/poll", "[method]pollable.block", never);
                }));
        assertTrue(ended.isCancelled());
        closer.join();
    }

    private static void sleep() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void wallClockAndRandomness() {
        with("", host -> {
            Object[] now = (Object[]) host.call("wasi:clocks/wall-clock", "now");
            assertTrue((long) now[0] > 1_700_000_000L && (long) now[1] < 1_000_000_000L);
            byte[] random = (byte[]) host.call("wasi:random/random", "get-random-bytes", 100L);
            assertFalse(Arrays.equals(new byte[100], random));
            assertThrows(TrapException.class, () -> host.call("wasi:random/random", "get-random-bytes", 1L << 60));
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void filesThroughStreams(boolean onHost) {
        with("", onHost, false, host -> {
            Object file = host.create("file");
            Object out = host.file("write-via-stream", file, 2L);
            host.stream("output-stream.write", out, bytes("abc"));
            host.stream("output-stream.write", host.file("append-via-stream", file), bytes("!"));
            assertEquals("\0\0abc!", Files.readString(root.resolve("file")));
            Object in = host.file("read-via-stream", file, 3L);
            assertEquals("bc!", text(host.stream("input-stream.blocking-read", in, 1L << 60)));
            fails(CLOSED, () -> host.stream("input-stream.read", in, 1L));
            assertEquals(2L, host.file("write", file, bytes("xy"), 0L));
            List<?> read = (List<?>) host.file("read", file, 3L, 0L);
            assertEquals("xya", text(read.getFirst()));
            assertEquals(true, ((List<?>) host.file("read", file, 3L, 6L)).getLast());
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void directories(boolean onHost) {
        with("", onHost, false, host -> {
            Object directory = host.preopen();
            host.file("create-directory-at", directory, "sub");
            fails(ErrorCode.EXIST, () -> host.file("create-directory-at", directory, "sub"));
            Object sub = host.file("open-at", directory, NO_FLAGS, "sub", new FlagsValue(2), new FlagsValue(1));
            host.create("sub/a");
            host.file("rename-at", directory, "sub/a", sub, "b");
            Object entries = host.file("read-directory", sub);
            String next = "[method]directory-entry-stream.read-directory-entry";
            Object[] entry = (Object[]) ((Optional<?>) host.call(TYPES, next, entries)).orElseThrow();
            assertEquals("b", entry[1]);
            assertEquals(Optional.empty(), host.call(TYPES, next, entries));
            fails(ErrorCode.NOT_EMPTY, () -> host.file("remove-directory-at", directory, "sub"));
            fails(ErrorCode.NOT_PERMITTED, () -> host.file("stat-at", directory, FOLLOW, "../x"));
            fails(ErrorCode.NO_ENTRY, () -> host.file("stat-at", directory, FOLLOW, "missing"));
            fails(ErrorCode.BAD_DESCRIPTOR, () -> host.file("read", directory, 1L, 0L));
            host.file("unlink-file-at", sub, "b");
            host.file("remove-directory-at", directory, "sub");
        });
    }

    @Test
    void statusAndIdentity() {
        with("", host -> {
            Object file = host.create("file");
            host.file("set-size", file, 5L);
            host.file("set-times", file, new VariantValue(0, null), new VariantValue(1, null));
            Object[] status = (Object[]) host.file("stat", file);
            assertEquals(5L, status[2]);
            Object same = host.create("file");
            Object hash = host.file("metadata-hash", file);
            assertEquals(true, host.file("is-same-object", file, same));
            assertEquals(false, host.file("is-same-object", file, host.preopen()));
            assertArrayEquals(
                    (Object[]) hash, (Object[]) host.file("metadata-hash-at", host.preopen(), FOLLOW, "file"));
        });
    }

    @Test
    void descriptorsCloseWhenTheLastUserIsDropped() {
        with("", host -> {
            HostInterface descriptors =
                    host.wasi.interfaces().find(TYPES + "@0.2.0").orElseThrow();
            HostInterface streams =
                    host.wasi.interfaces().find(STREAMS + "@0.2.0").orElseThrow();
            assertEquals(1, host.wasi.openFiles());
            Object file = host.create("file");
            Object out = host.file("write-via-stream", file, 0L);
            descriptors.resource("descriptor").drop(file);
            host.stream("output-stream.write", out, bytes("still"));
            assertEquals(2, host.wasi.openFiles());
            streams.resource("output-stream").drop(out);
            assertEquals(1, host.wasi.openFiles());
            for (int i = 1; i < 10; i++) {
                host.create("file");
            }
            fails(ErrorCode.QUOTA, () -> host.create("file"));
        });
    }

    @Test
    void nothingChangesThroughAReadOnlyDirectory() {
        with("", true, true, host -> {
            fails(ErrorCode.READ_ONLY, () -> host.create("file"));
            fails(ErrorCode.NOT_PERMITTED, () -> host.file("create-directory-at", host.preopen(), "sub"));
        });
    }

    @Test
    void theNetworkIsDenied() {
        with("", host -> {
            VariantValue denied = new VariantValue(1, null);
            VariantValue ipv4 = new VariantValue(0, null);
            fails(denied, () -> host.call("wasi:sockets/tcp-create-socket", "create-tcp-socket", ipv4));
            fails(denied, () -> host.call("wasi:sockets/udp-create-socket", "create-udp-socket", ipv4));
            Object network = host.call("wasi:sockets/instance-network", "instance-network");
            fails(denied, () -> host.call("wasi:sockets/ip-name-lookup", "resolve-addresses", network, "localhost"));
            String types = "wasi:http/types";
            Object fields = host.call(types, "[constructor]fields");
            Object request = host.call(types, "[constructor]outgoing-request", fields);
            int requestDenied = 15;
            fails(
                    new VariantValue(requestDenied, null),
                    () -> host.call("wasi:http/outgoing-handler", "handle", request, VariantValue.NONE));
        });
    }

    @Test
    void httpFields() {
        with("", host -> {
            String types = "wasi:http/types";
            Object fields = host.call(types, "[constructor]fields");
            host.call(types, "[method]fields.append", fields, "Accept", bytes("a"));
            host.call(types, "[method]fields.append", fields, "accept", bytes("b"));
            List<?> values = (List<?>) host.call(types, "[method]fields.get", fields, "ACCEPT");
            assertEquals(
                    List.of("a", "b"), values.stream().map(InterfacesTest::text).toList());
            fails(new VariantValue(0, null), () -> host.call(types, "[method]fields.delete", fields, "no token"));
            fails(new VariantValue(1, null), () -> host.call(types, "[method]fields.delete", fields, "Host"));
            Object request = host.call(types, "[constructor]outgoing-request", fields);
            Object headers = host.call(types, "[method]outgoing-request.headers", request);
            fails(new VariantValue(2, null), () -> host.call(types, "[method]fields.delete", headers, "accept"));
            VariantValue put = new VariantValue(3, null);
            host.call(types, "[method]outgoing-request.set-method", request, put);
            assertSame(put, host.call(types, "[method]outgoing-request.method", request));
        });
    }
}
