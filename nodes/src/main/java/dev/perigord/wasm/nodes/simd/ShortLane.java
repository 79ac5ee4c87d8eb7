package dev.perigord.wasm.nodes.simd;

/** What vector instructions compute on a lane of 16 bits (spec 4.3.2). Results keep their lowest 16 bits. */
public final class ShortLane {
    private static final int MINIMUM = Short.MIN_VALUE;
    private static final int MAXIMUM = Short.MAX_VALUE;
    private static final int UNSIGNED_MAXIMUM = 0xFFFF;

    private ShortLane() {}

    /** The nearest signed number. */
    static int saturateS(int a) {
        return Math.max(MINIMUM, Math.min(MAXIMUM, a));
    }

    /** The nearest unsigned number. */
    static int saturateU(int a) {
        return Math.max(0, Math.min(UNSIGNED_MAXIMUM, a));
    }

    /** {@code i16x8.q15mulr_sat_s}: the product of two fractions of 15 bits, rounded. */
    public static int q15mulrSatS(int a, int b) {
        return saturateS((a * b + 0x4000) >> 15);
    }

    /** {@code i16x8.relaxed_dot_i8x16_i7x16_s}: the products of two neighbours, all of them signed, added. */
    public static int dotSat(int a0, int a1, int b0, int b1) {
        return saturateS(Lane.dot(a0, a1, b0, b1));
    }
}
