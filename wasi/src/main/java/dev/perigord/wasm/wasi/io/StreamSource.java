package dev.perigord.wasm.wasi.io;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleSafepoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * A source over a stream of the context.
 *
 * <p>Nothing wakes a Java thread from a blocking read of a pipe or a terminal. So when nothing is available, a daemon
 * thread reads and the guest's thread waits for it, where closing the context finds it. It never reads more than the
 * guest asked for: the rest of the stream belongs to whoever comes next.
 */
public final class StreamSource implements ByteSource {
    private static final int CAPACITY = 1 << 16;
    private static final long FOREVER = Long.MAX_VALUE;

    private final InputStream stream;
    private final boolean terminal;
    private final Runnable beforeBlocking;

    /** Made when something is read for the first time. */
    private byte[] buffer;

    private int start;
    private int end;
    private boolean ended;
    private boolean failed;
    private boolean reading;

    /** A source; {@code beforeBlocking} runs before the guest waits for input, to show the prompt it has written. */
    public StreamSource(InputStream stream, boolean terminal, Runnable beforeBlocking) {
        this.stream = stream;
        this.terminal = terminal;
        this.beforeBlocking = beforeBlocking;
    }

    @Override
    @TruffleBoundary
    public int read(ByteBuffer target) throws WasiException {
        if (!target.hasRemaining()) {
            return 0;
        }
        while (true) {
            await(Math.min(target.remaining(), CAPACITY), FOREVER);
            synchronized (this) {
                if (start < end) {
                    return take(target) + takeAvailable(target);
                }
                if (failed) {
                    failed = false;
                    throw new WasiException(ErrorCode.IO);
                }
                if (ended) {
                    // The end of a terminal's input is not final: the next read asks again.
                    ended = !terminal;
                    return END;
                }
            }
        }
    }

    private int take(ByteBuffer target) {
        int length = Math.min(target.remaining(), end - start);
        target.put(buffer, start, length);
        start += length;
        return length;
    }

    /** What is there behind the single byte that {@link #awaitReady} has looked for. */
    private int takeAvailable(ByteBuffer target) {
        boolean more = start == end && target.hasRemaining() && !reading && !ended && !failed;
        return more && fillFromAvailable(Math.min(target.remaining(), CAPACITY)) ? take(target) : 0;
    }

    @Override
    @TruffleBoundary
    public boolean awaitReady(long timeout) {
        return await(1, timeout);
    }

    private boolean await(int wanted, long timeout) {
        synchronized (this) {
            if (isDecided() || (!reading && fillFromAvailable(wanted))) {
                return true;
            }
            if (!reading) {
                reading = true;
                Thread.ofPlatform().daemon().name("wasi-stdin").start(() -> pump(wanted));
            }
        }
        if (timeout <= 0) {
            return false;
        }
        beforeBlocking.run();
        long deadline = timeout == FOREVER ? FOREVER : System.nanoTime() + timeout;
        TruffleSafepoint.setBlockedThreadInterruptible(null, StreamSource::awaitDecision, new Wait(this, deadline));
        synchronized (this) {
            return isDecided();
        }
    }

    private record Wait(StreamSource source, long deadline) {}

    private static void awaitDecision(Wait wait) throws InterruptedException {
        StreamSource source = wait.source;
        synchronized (source) {
            while (!source.isDecided()) {
                if (wait.deadline == FOREVER) {
                    source.wait();
                } else {
                    long left = wait.deadline - System.nanoTime();
                    if (left <= 0) {
                        return;
                    }
                    source.wait(left / 1_000_000, (int) (left % 1_000_000));
                }
            }
        }
    }

    private boolean isDecided() {
        return start < end || ended || failed;
    }

    private boolean fillFromAvailable(int wanted) {
        try {
            int available = stream.available();
            if (available <= 0) {
                return false;
            }
            accept(stream.read(buffer(), 0, Math.min(available, wanted)));
        } catch (IOException | RuntimeException e) {
            failed = true;
        }
        return true;
    }

    private void pump(int wanted) {
        byte[] bytes = new byte[wanted];
        int count = 0;
        boolean failure = false;
        try {
            count = stream.read(bytes, 0, wanted);
        } catch (IOException | RuntimeException e) {
            failure = true;
        }
        synchronized (this) {
            reading = false;
            failed |= failure;
            if (count > 0) {
                System.arraycopy(bytes, 0, buffer(), 0, count);
            }
            accept(count);
            notifyAll();
        }
    }

    private byte[] buffer() {
        if (buffer == null) {
            buffer = new byte[CAPACITY];
        }
        return buffer;
    }

    private void accept(int count) {
        start = 0;
        end = Math.max(count, 0);
        ended |= count < 0;
    }

    @Override
    public boolean isTerminal() {
        return terminal;
    }
}
