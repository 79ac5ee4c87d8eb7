package dev.perigord.wasm.wasi.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigord.wasm.wasi.TestLanguage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.junit.jupiter.api.Test;

/** The standard streams. */
final class StreamsTest {
    private static final StandardStreams.Terminals PIPES = StandardStreams.Terminals.NONE;

    private static StandardStreams streams(InputStream in, OutputStream out, OutputStream err) {
        return StandardStreams.of(in, out, err, PIPES);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everyByteArrivesInBothDirections() {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TestLanguage.run((_, _) -> {
            StandardStreams streams = streams(new ByteArrayInputStream(all), out, out);
            ByteBuffer buffer = ByteBuffer.allocate(100);
            while (streams.input().read(buffer) != ByteSource.END) {
                streams.output().write(buffer.flip());
                buffer.clear();
            }
            streams.flush();
            return 0;
        });
        assertArrayEquals(all, out.toByteArray());
    }

    @Test
    void manySmallWritesAreFast() {
        long[] count = new long[1];
        OutputStream out = new OutputStream() {
            @Override
            public void write(int value) {
                count[0]++;
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                count[0] += length;
            }
        };
        StandardStreams streams = streams(InputStream.nullInputStream(), out, out);
        assertTimeout(Duration.ofSeconds(10), () -> {
            ByteBuffer line = bytes("a line of twenty b.\n");
            for (int i = 0; i < 5_000_000; i++) {
                streams.output().write(line.rewind());
            }
            streams.flush();
        });
        assertEquals(100_000_000, count[0]);
    }

    @Test
    void errorsAppearAfterTheOutputBeforeThem() throws WasiException {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        StandardStreams streams = streams(InputStream.nullInputStream(), both, both);
        for (int i = 0; i < 3; i++) {
            streams.output().write(bytes("o" + i));
            streams.error().write(bytes("e" + i));
        }
        assertEquals("o0e0o1e1o2e2", both.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aBrokenPipeIsAnErrorCode() {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        StandardStreams streams = streams(InputStream.nullInputStream(), broken, broken);
        WasiException failure =
                assertThrows(WasiException.class, () -> streams.error().write(bytes("x")));
        assertEquals(ErrorCode.PIPE, failure.code());
        streams.flush();
    }

    @Test
    void waitingForInputShowsThePromptFirst() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PipedInputStream in = new PipedInputStream();
        PipedOutputStream typed = new PipedOutputStream(in);
        TestLanguage.run((_, _) -> {
            StandardStreams streams = streams(in, out, out);
            streams.output().write(bytes("your name"));
            streams.output().write(bytes("? "));
            Thread person = Thread.ofPlatform().start(() -> answer(out, typed));
            ByteBuffer buffer = ByteBuffer.allocate(100);
            streams.input().read(buffer);
            assertEquals("Ada", StandardCharsets.UTF_8.decode(buffer.flip()).toString());
            person.join();
            return 0;
        });
    }

    private static void answer(ByteArrayOutputStream seen, OutputStream keyboard) {
        try {
            while (!seen.toString(StandardCharsets.UTF_8).endsWith("? ")) {
                Thread.sleep(1);
            }
            keyboard.write("Ada".getBytes(StandardCharsets.UTF_8));
            keyboard.flush();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void noMoreIsTakenFromTheInputThanTheGuestReads() {
        ByteArrayInputStream in =
                new ByteArrayInputStream("for the guest, for the host".getBytes(StandardCharsets.UTF_8));
        TestLanguage.run((_, _) -> {
            streams(in, OutputStream.nullOutputStream(), OutputStream.nullOutputStream())
                    .input()
                    .read(ByteBuffer.allocate(14));
            return 0;
        });
        assertEquals(" for the host", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }

    @Test
    void waitingWithATimeoutEnds() throws IOException {
        try (PipedInputStream in = new PipedInputStream();
                PipedOutputStream silent = new PipedOutputStream(in)) {
            TestLanguage.run((_, _) -> {
                ByteSource input = streams(in, silent, silent).input();
                long start = System.nanoTime();
                assertFalse(input.awaitReady(50_000_000));
                assertTrue(System.nanoTime() - start >= 50_000_000);
                return 0;
            });
        }
    }

    @Test
    void closingTheContextEndsAWaitAtOnce() throws Exception {
        try (PipedInputStream in = new PipedInputStream();
                PipedOutputStream silent = new PipedOutputStream(in)) {
            endsAtOnce(() -> streams(in, silent, silent).input().read(ByteBuffer.allocate(1)));
            endsAtOnce(() -> {
                Blocking.sleep(Long.MAX_VALUE / 2);
                return 0;
            });
        }
    }

    private static void endsAtOnce(Callable<?> waiting) throws InterruptedException {
        Context context =
                Context.newBuilder(TestLanguage.ID).allowAllAccess(true).build();
        Thread closer = Thread.ofPlatform().start(() -> {
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            context.close(true);
        });
        PolyglotException end = assertTimeout(
                Duration.ofSeconds(5),
                () -> assertThrows(
                        PolyglotException.class, () -> TestLanguage.run(context, TestLanguage.body(waiting))));
        assertTrue(end.isCancelled(), end::toString);
        closer.join();
    }
}
