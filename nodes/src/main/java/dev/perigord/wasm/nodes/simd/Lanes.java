package dev.perigord.wasm.nodes.simd;

/** Reads the lanes of half a vector, and packs lanes into half a vector. Lane 0 is in the lowest bits. */
final class Lanes {
    private Lanes() {}

    static int i8(long half, int lane) {
        return (byte) (half >>> (lane * Byte.SIZE));
    }

    static int u8(long half, int lane) {
        return (int) (half >>> (lane * Byte.SIZE)) & 0xFF;
    }

    static int i16(long half, int lane) {
        return (short) (half >>> (lane * Short.SIZE));
    }

    static int u16(long half, int lane) {
        return (int) (half >>> (lane * Short.SIZE)) & 0xFFFF;
    }

    static int i32(long half, int lane) {
        return (int) (half >>> (lane * Integer.SIZE));
    }

    static long u32(long half, int lane) {
        return (half >>> (lane * Integer.SIZE)) & 0xFFFF_FFFFL;
    }

    static float f32(long half, int lane) {
        return Float.intBitsToFloat(i32(half, lane));
    }

    /** The only lane of the half. */
    static double f64(long half, @SuppressWarnings("unused") int lane) {
        return Double.longBitsToDouble(half);
    }

    /** The lowest 8 bits of each. */
    static long packI8(int a, int b, int c, int d, int e, int f, int g, int h) {
        return packI32(
                (a & 0xFF) | (b & 0xFF) << 8 | (c & 0xFF) << 16 | d << 24,
                (e & 0xFF) | (f & 0xFF) << 8 | (g & 0xFF) << 16 | h << 24);
    }

    /** The lowest 16 bits of each. */
    static long packI16(int a, int b, int c, int d) {
        return packI32((a & 0xFFFF) | b << 16, (c & 0xFFFF) | d << 16);
    }

    static long packI32(int a, int b) {
        return (a & 0xFFFF_FFFFL) | (long) b << 32;
    }

    static long packF32(float a, float b) {
        return packI32(Float.floatToRawIntBits(a), Float.floatToRawIntBits(b));
    }

    static long packF64(double a) {
        return Double.doubleToRawLongBits(a);
    }
}
