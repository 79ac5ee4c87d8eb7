package dev.perigord.wasm.nodes.simd;

/** What vector instructions compute on a lane of 8 bits (spec 4.3.2). */
final class ByteLane {
    private static final int MINIMUM = Byte.MIN_VALUE;
    private static final int MAXIMUM = Byte.MAX_VALUE;
    private static final int UNSIGNED_MAXIMUM = 0xFF;

    private ByteLane() {}

    /** The nearest signed number. */
    static int saturateS(int a) {
        return Math.max(MINIMUM, Math.min(MAXIMUM, a));
    }

    /** The nearest unsigned number. */
    static int saturateU(int a) {
        return Math.max(0, Math.min(UNSIGNED_MAXIMUM, a));
    }
}
