package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.nodes.Kind;
import java.util.Arrays;
import java.util.List;

/** The kinds of the values on the operand stack, and what is known of those that may become addresses. */
final class OperandStack {
    /** The largest number of 32 bits, which is known of each. */
    static final long UNKNOWN = 0xFFFF_FFFFL;

    private static final long NO_SOURCE = -1;
    private static final long CONSTANT = -2;

    private Kind[] kinds = new Kind[16];

    /** The largest unsigned number that the operand can be, if it is of 32 bits. */
    private long[] maxima = new long[16];

    /** Where the operand comes from: a local with its version, a constant, or nothing of the kind. */
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
            maxima = Arrays.copyOf(maxima, 2 * height);
            sources = Arrays.copyOf(sources, 2 * height);
        }
        kinds[height] = kind;
        maxima[height] = UNKNOWN;
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

    /** The largest unsigned number that an operand of 32 bits can be. */
    long maximum(int position) {
        return maxima[position];
    }

    /** Says that the operand on top, of 32 bits, is no larger unsigned number. */
    void setMaximum(long maximum) {
        maxima[height - 1] = maximum;
    }

    /** Says that the operand on top is a constant of 32 bits. */
    void setConstant(int value) {
        maxima[height - 1] = Integer.toUnsignedLong(value);
        sources[height - 1] = CONSTANT;
    }

    /** Whether an operand is a constant of 32 bits, which then is its maximum. */
    boolean isConstant(int position) {
        return sources[position] == CONSTANT;
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
