package dev.perigord.wasm.nodes.simd;

/**
 * Arithmetic on all lanes of a {@code long} at once, of whatever width: {@code signs} has the highest bit of each lane.
 * Carries and borrows stay in their lane because the highest bits take no part in the sum. Five to ten operations
 * replace as many for each lane.
 */
final class Packed {
    private Packed() {}

    static long add(long a, long b, long signs) {
        return ((a & ~signs) + (b & ~signs)) ^ ((a ^ b) & signs);
    }

    static long sub(long a, long b, long signs) {
        return ((a | signs) - (b & ~signs)) ^ ((a ^ ~b) & signs);
    }

    /** The highest bit of each lane that is not zero. */
    static long nonZero(long a, long signs) {
        return (((a & ~signs) + ~signs) | a) & signs;
    }

    /** The highest bit of each lane whose unsigned sum is too large. */
    static long carries(long a, long b, long signs) {
        return ((a & b) | ((a | b) & ~add(a, b, signs))) & signs;
    }

    /** The highest bit of each lane in which {@code a} is less than {@code b}, both unsigned. */
    static long borrows(long a, long b, long signs) {
        return ((~a & b) | (~(a ^ b) & sub(a, b, signs))) & signs;
    }
}
