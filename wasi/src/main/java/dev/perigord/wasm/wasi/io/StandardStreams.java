package dev.perigord.wasm.wasi.io;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * The three streams that a program starts with.
 *
 * @param input what it reads
 * @param output what it writes
 * @param error where it complains
 */
public record StandardStreams(ByteSource input, ByteSink output, ByteSink error) {
    /** Which of the streams are terminals. */
    public record Terminals(boolean input, boolean output, boolean error) {
        /** No stream is a terminal. */
        public static final Terminals NONE = new Terminals(false, false, false);
    }

    /** Streams that read nothing and forget what is written. */
    public static final StandardStreams NONE = new StandardStreams(new Empty(), new Discard(), new Discard());

    /** The streams of a context: output is flushed before input blocks, and appears before later error output. */
    public static StandardStreams of(InputStream in, OutputStream out, OutputStream err, Terminals terminals) {
        StreamSink output = StreamSink.output(out, terminals.output());
        StreamSink error = StreamSink.error(err, terminals.error(), output);
        StreamSource input = new StreamSource(in, terminals.input(), () -> flushQuietly(output));
        return new StandardStreams(input, output, error);
    }

    /** Hands over all output; an error is left for the next write to report. */
    public void flush() {
        flushQuietly(output);
        flushQuietly(error);
    }

    @SuppressWarnings("EmptyCatch")
    private static void flushQuietly(ByteSink sink) {
        try {
            sink.flush();
        } catch (WasiException e) {
            // A stream that is gone fails again at the guest's next write, which can answer.
        }
    }

    private record Empty() implements ByteSource {
        @Override
        public int read(ByteBuffer target) {
            return target.hasRemaining() ? END : 0;
        }

        @Override
        public boolean awaitReady(long timeout) {
            return true;
        }

        @Override
        public boolean isTerminal() {
            return false;
        }
    }

    private record Discard() implements ByteSink {
        @Override
        public void write(ByteBuffer source) {
            source.position(source.limit());
        }

        @Override
        public void flush() {}

        @Override
        public boolean isTerminal() {
            return false;
        }
    }
}
