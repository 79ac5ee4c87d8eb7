package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.nodes.Kind;
import java.util.Arrays;
import java.util.List;

/** The kinds of the values on the operand stack, and what is known of those that may become addresses. */
final class OperandStack {
    private static final long NO_SOURCE = -1;

    private Kind[] kinds = new Kind[16];

    /** What the operand can be, if it is of 32 bits. */
    private Interval[] intervals = new Interval[16];

    /** How many bytes from the operand on are inside of the memory with index 0, if it is an address, as far as is known. */
    private long[] ends = new long[16];

    /** Where the operand comes from: a local with its version, or none. */
    private long[] sources = new long[16];

    private int height;

    /** A stack of the same kinds. */
    OperandStack copy() {
        OperandStack copy = new OperandStack();
        for (int i = 0; i < height; i++) {
            copy.push(kinds[i]);
        }
        return copy;
    }

    /** A stack of which all is known that is known of this one. */
    OperandStack snapshot() {
        OperandStack snapshot = new OperandStack();
        snapshot.become(this);
        return snapshot;
    }

    /** Becomes what another stack is. */
    void become(OperandStack other) {
        kinds = other.kinds.clone();
        intervals = other.intervals.clone();
        ends = other.ends.clone();
        sources = other.sources.clone();
        height = other.height;
    }

    int height() {
        return height;
    }

    Kind at(int position) {
        return kinds[position];
    }

    Kind top() {
        return kinds[height - 1];
    }

    void push(Kind kind) {
        if (height == kinds.length) {
            kinds = Arrays.copyOf(kinds, 2 * height);
            intervals = Arrays.copyOf(intervals, 2 * height);
            ends = Arrays.copyOf(ends, 2 * height);
            sources = Arrays.copyOf(sources, 2 * height);
        }
        kinds[height] = kind;
        intervals[height] = Interval.UNKNOWN;
        ends[height] = 0;
        sources[height++] = NO_SOURCE;
    }

    void push(List<Kind> all) {
        all.forEach(this::push);
    }

    Kind pop() {
        return kinds[--height];
    }

    void pop(int count) {
        height -= count;
    }

    /** Cuts the stack to a height and puts some kinds on it. */
    void reset(int newHeight, List<Kind> above) {
        height = newHeight;
        push(above);
    }

    // --- addresses ---------------------------------------------------------------------------------------------

    /** What an operand of 32 bits can be. */
    Interval interval(int position) {
        return intervals[position];
    }

    /** Says what the operand on top, of 32 bits, can be. */
    void setInterval(Interval interval) {
        intervals[height - 1] = interval;
    }

    /** How many bytes from an operand on are inside of the memory, as far as is known. */
    long end(int position) {
        return ends[position];
    }

    /** Says that so many bytes from the operand on top on are inside of the memory. */
    void setEnd(long end) {
        ends[height - 1] = end;
    }

    /** Says that the operand on top is a constant of 32 bits. */
    void setConstant(int value) {
        intervals[height - 1] = Interval.constant(value);
    }

    /** Says that the operand on top is what a local is in a version of it. */
    void setSource(int local, int version) {
        sources[height - 1] = (long) local << 32 | version;
    }

    /** The local that an operand was read from, or -1. */
    int sourceLocal(int position) {
        return sources[position] < 0 ? -1 : (int) (sources[position] >>> 32);
    }

    /** The version of the local that an operand was read from. */
    int sourceVersion(int position) {
        return (int) sources[position];
    }
}
