package dev.perigord.wasm.nodes.simd;

/** What vector instructions compute on a lane of 8 bits (spec 4.3.2). Results keep their lowest 8 bits. */
public final class ByteLane {
    private static final int MINIMUM = Byte.MIN_VALUE;
    private static final int MAXIMUM = Byte.MAX_VALUE;
    private static final int UNSIGNED_MAXIMUM = 0xFF;
    private static final int SHIFT_MASK = Byte.SIZE - 1;

    private ByteLane() {}

    /** The nearest signed number. */
    static int saturateS(int a) {
        return Math.max(MINIMUM, Math.min(MAXIMUM, a));
    }

    /** The nearest unsigned number. */
    static int saturateU(int a) {
        return Math.max(0, Math.min(UNSIGNED_MAXIMUM, a));
    }

    /** {@code i8x16.add_sat_s} */
    public static int addSatS(int a, int b) {
        return saturateS(a + b);
    }

    /** {@code i8x16.add_sat_u} */
    public static int addSatU(int a, int b) {
        return saturateU(a + b);
    }

    /** {@code i8x16.sub_sat_s} */
    public static int subSatS(int a, int b) {
        return saturateS(a - b);
    }

    /** {@code i8x16.sub_sat_u} */
    public static int subSatU(int a, int b) {
        return saturateU(a - b);
    }

    /** {@code i8x16.shl} */
    public static int shl(int a, int count) {
        return a << (count & SHIFT_MASK);
    }

    /** {@code i8x16.shr_s} */
    public static int shrS(int a, int count) {
        return a >> (count & SHIFT_MASK);
    }

    /** {@code i8x16.shr_u} */
    public static int shrU(int a, int count) {
        return a >>> (count & SHIFT_MASK);
    }
}
