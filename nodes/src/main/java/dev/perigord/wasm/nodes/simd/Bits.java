package dev.perigord.wasm.nodes.simd;

/** What the instructions on bits compute on half a vector, where no scalar instruction does (spec 4.3.2). */
public final class Bits {
    private Bits() {}

    /** {@code v128.not} */
    public static long not(long a) {
        return ~a;
    }

    /** {@code v128.andnot} */
    public static long andNot(long a, long b) {
        return a & ~b;
    }

    /** {@code v128.bitselect}: bits of {@code a} where {@code mask} has ones, of {@code b} elsewhere. */
    public static long select(long a, long b, long mask) {
        return (a & mask) | (b & ~mask);
    }
}
