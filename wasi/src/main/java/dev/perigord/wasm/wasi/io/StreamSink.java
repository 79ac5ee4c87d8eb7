package dev.perigord.wasm.wasi.io;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * A sink over a stream of the context.
 *
 * <p>Guests often write a line at a time, so bytes are collected; but whoever watches wants to see them soon. A write
 * that comes later than {@link #QUIET_NANOS} after the last flush is therefore flushed at once, one on the heels of
 * another is not. Terminals and error output are always flushed. Whoever is going to block, to exit or to return to the
 * host flushes.
 */
public final class StreamSink implements ByteSink {
    private static final int CAPACITY = 1 << 16;
    private static final long QUIET_NANOS = 5_000_000;

    private final OutputStream stream;
    private final boolean terminal;
    private final boolean collecting;

    /** The sink whose bytes must appear before ours, or {@code null}. */
    private final StreamSink predecessor;

    /** Made at the first write: most instances of a server never write. */
    private byte[] buffer;

    private int count;
    private long lastFlush = System.nanoTime() - QUIET_NANOS;

    private StreamSink(OutputStream stream, boolean terminal, boolean collecting, StreamSink predecessor) {
        this.stream = stream;
        this.terminal = terminal;
        this.collecting = collecting;
        this.predecessor = predecessor;
    }

    /** Standard output. */
    public static StreamSink output(OutputStream stream, boolean terminal) {
        return new StreamSink(stream, terminal, !terminal, null);
    }

    /** Error output: never waits, and what was written to {@code output} before appears before. */
    public static StreamSink error(OutputStream stream, boolean terminal, StreamSink output) {
        return new StreamSink(stream, terminal, false, output);
    }

    @Override
    @TruffleBoundary
    public synchronized void write(ByteBuffer source) throws WasiException {
        if (predecessor != null) {
            predecessor.flush();
        }
        if (buffer == null) {
            buffer = new byte[CAPACITY];
        }
        while (source.hasRemaining()) {
            int length = Math.min(source.remaining(), buffer.length - count);
            source.get(buffer, count, length);
            count += length;
            if (count == buffer.length) {
                drain();
            }
        }
        if (!collecting || System.nanoTime() - lastFlush > QUIET_NANOS) {
            flush();
        }
    }

    @Override
    @TruffleBoundary
    public synchronized void flush() throws WasiException {
        drain();
        try {
            stream.flush();
        } catch (IOException | RuntimeException e) {
            throw failure(e);
        }
        lastFlush = System.nanoTime();
    }

    private void drain() throws WasiException {
        int length = count;
        count = 0;
        if (length == 0) {
            return;
        }
        try {
            stream.write(buffer, 0, length);
        } catch (IOException | RuntimeException e) {
            throw failure(e);
        }
    }

    /** Whatever the host's stream throws. Java has no type for a broken pipe, only the message of the system or of its own piped streams. */
    private static WasiException failure(Exception e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        boolean gone = message.contains("broken pipe")
                || message.contains("pipe closed")
                || message.contains("pipe is being closed")
                || message.contains("stream closed")
                || message.contains("read end dead");
        return new WasiException(gone ? ErrorCode.PIPE : ErrorCode.IO);
    }

    @Override
    public boolean isTerminal() {
        return terminal;
    }
}
