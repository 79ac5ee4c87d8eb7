package dev.perigord.wasm.wasi.preview2.io;

import dev.perigord.wasm.wasi.clocks.Clocks;
import dev.perigord.wasm.wasi.io.ByteSource;

/** A guest's {@code wasi:io/poll.pollable}: something that a guest can wait for. */
public interface Pollable {
    /** What {@link #left} gives if something other than time decides. */
    long UNKNOWN = Long.MAX_VALUE;

    /** What is always ready. */
    Pollable ALWAYS = new Always();

    /** Whether there is nothing to wait for. */
    boolean isReady();

    /** The nanoseconds until it is ready, or {@link #UNKNOWN}. */
    long left();

    /** Waits until it is ready or some nanoseconds have passed, in a Truffle safepoint. */
    void await(long timeout);

    /** Ready from the beginning. */
    record Always() implements Pollable {
        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public long left() {
            return 0;
        }

        @Override
        public void await(long timeout) {
            // It is ready.
        }
    }

    /** Ready at an instant of the monotonic clock; an unsigned one that no signed number holds never comes. */
    record Timer(Clocks clocks, long instant) implements Pollable {
        @Override
        public boolean isReady() {
            return left() == 0;
        }

        @Override
        public long left() {
            return instant < 0 ? UNKNOWN : Math.max(0, instant - clocks.monotonic());
        }

        @Override
        public void await(long timeout) {
            clocks.sleep(Math.min(timeout, left()));
        }
    }

    /** Ready when there is something to read. */
    record Input(ByteSource source) implements Pollable {
        @Override
        public boolean isReady() {
            return source.awaitReady(0);
        }

        @Override
        public long left() {
            return UNKNOWN;
        }

        @Override
        public void await(long timeout) {
            source.awaitReady(timeout);
        }
    }
}
