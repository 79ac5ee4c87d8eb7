package dev.perigord.wasm.bytecode;

/**
 * What an unsigned number of 32 bits can be: all from one number to another.
 *
 * @param least the smallest
 * @param most the largest
 */
record Interval(long least, long most) {
    private static final long LARGEST = 0xFFFF_FFFFL;

    /** How many numbers of 32 bits there are: arithmetic is modulo this. */
    static final long ALL = 1L << 32;

    /** Any number, which is known of each. */
    static final Interval UNKNOWN = new Interval(0, LARGEST);

    /** The numbers that an unsigned byte can be. */
    static final Interval BYTE = upTo(0xFF);

    /** The numbers that an unsigned number of 16 bits can be. */
    static final Interval SHORT = upTo(0xFFFF);

    /** One number only, given with or without sign. */
    static Interval constant(int number) {
        long unsigned = Integer.toUnsignedLong(number);
        return new Interval(unsigned, unsigned);
    }

    /** All numbers that are no larger. */
    static Interval upTo(long most) {
        return most >= LARGEST ? UNKNOWN : new Interval(0, most);
    }

    boolean isConstant() {
        return least == most;
    }

    /** What a number of this or of the other can be. */
    Interval or(Interval other) {
        if (this == UNKNOWN || other == UNKNOWN) {
            return UNKNOWN;
        }
        return new Interval(Math.min(least, other.least), Math.max(most, other.most));
    }

    /** Sums modulo 2^32. */
    Interval plus(Interval other) {
        return modulo(least + other.least, most + other.most);
    }

    /** Differences modulo 2^32. */
    Interval minus(Interval other) {
        return modulo(ALL + least - other.most, ALL + most - other.least);
    }

    /** The interval between numbers that are less than 2^33, if it does not begin again at zero in between. */
    private static Interval modulo(long least, long most) {
        if (least / ALL != most / ALL) {
            return UNKNOWN;
        }
        return new Interval(least % ALL, most % ALL);
    }

    /** Products, if none exceeds 32 bits. */
    Interval times(Interval other) {
        return most == 0 || other.most <= LARGEST / most
                ? new Interval(least * other.least, most * other.most)
                : UNKNOWN;
    }

    /** What bits of both can be. */
    Interval bitwiseAnd(Interval other) {
        return upTo(Math.min(most, other.most));
    }

    /** What bits of either can be. */
    Interval bitwiseOr(Interval other) {
        long either = most | other.most;
        return upTo(either == 0 ? 0 : 2 * Long.highestOneBit(either) - 1);
    }

    /** What it is, moved to the left by a constant distance, if that moves nothing out of 32 bits. */
    Interval shiftLeft(long distance) {
        int bits = (int) distance & 31;
        return most << bits <= LARGEST ? new Interval(least << bits, most << bits) : UNKNOWN;
    }

    /** What it is, moved to the right. */
    Interval shiftRight(Interval distance) {
        if (!distance.isConstant()) {
            return upTo(most);
        }
        int bits = (int) distance.most & 31;
        return new Interval(least >> bits, most >> bits);
    }
}
