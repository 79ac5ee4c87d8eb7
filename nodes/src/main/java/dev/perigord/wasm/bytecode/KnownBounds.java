package dev.perigord.wasm.bytecode;

import java.util.Arrays;

/**
 * What is known of addresses in locals: what a local can be, and up to how many bytes behind it the
 * memory with index 0 reaches at least. A memory never shrinks, so both are true until the local is set.
 */
final class KnownBounds {
    static final KnownBounds NONE = new KnownBounds(new int[0], new Interval[0], new long[0]);

    /** More are hardly ever of use at the same time. */
    private static final int MAXIMUM_LOCALS = 16;

    private final int[] locals;
    private final Interval[] intervals;
    private final long[] ends;

    private KnownBounds(int[] locals, Interval[] intervals, long[] ends) {
        this.locals = locals;
        this.intervals = intervals;
        this.ends = ends;
    }

    /** What a local of 32 bits can be. */
    Interval interval(int local) {
        int i = indexOf(local);
        return i < 0 ? Interval.UNKNOWN : intervals[i];
    }

    /** How many bytes from the address in a local on are inside, as far as is known. */
    long end(int local) {
        int i = indexOf(local);
        return i < 0 ? 0 : ends[i];
    }

    /** Of how many locals something is known. */
    int size() {
        return locals.length;
    }

    /** The place of what is known of a local, or -1. */
    int indexOf(int local) {
        for (int i = 0; i < locals.length; i++) {
            if (locals[i] == local) {
                return i;
            }
        }
        return -1;
    }

    /** What is known when this, and nothing else, is known of a local; the oldest knowledge gives way. */
    KnownBounds with(int local, Interval interval, long end) {
        KnownBounds others = without(local);
        if (interval == Interval.UNKNOWN && end == 0) {
            return others;
        }
        int from = others.locals.length == MAXIMUM_LOCALS ? 1 : 0;
        int length = others.locals.length - from;
        KnownBounds result = new KnownBounds(
                Arrays.copyOfRange(others.locals, from, from + length + 1),
                Arrays.copyOfRange(others.intervals, from, from + length + 1),
                Arrays.copyOfRange(others.ends, from, from + length + 1));
        result.locals[length] = local;
        result.intervals[length] = interval;
        result.ends[length] = end;
        return result;
    }

    private KnownBounds without(int local) {
        int index = indexOf(local);
        if (index < 0) {
            return this;
        }
        int length = locals.length - 1;
        KnownBounds result = new KnownBounds(
                Arrays.copyOf(locals, length), Arrays.copyOf(intervals, length), Arrays.copyOf(ends, length));
        System.arraycopy(locals, index + 1, result.locals, index, length - index);
        System.arraycopy(intervals, index + 1, result.intervals, index, length - index);
        System.arraycopy(ends, index + 1, result.ends, index, length - index);
        return result;
    }

    /** What is known where two ways meet. */
    KnownBounds and(KnownBounds other) {
        if (this == other) {
            return this;
        }
        KnownBounds both = NONE;
        for (int i = 0; i < locals.length; i++) {
            int local = locals[i];
            both = both.with(local, intervals[i].or(other.interval(local)), Math.min(ends[i], other.end(local)));
        }
        return both;
    }

    /** What of this is known in every iteration of a loop that begins here, and was looked at for it. */
    KnownBounds throughout(LoopBounds loop) {
        KnownBounds kept = NONE;
        for (int i = 0; i < locals.length; i++) {
            int local = locals[i];
            kept = kept.with(local, loop.interval(i, local, intervals[i]), loop.sets(i) ? 0 : ends[i]);
        }
        return kept;
    }
}
