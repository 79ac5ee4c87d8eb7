package dev.perigord.wasm.nodes.simd;

import dev.perigord.wasm.runtime.Vector128;

/** The same number in every lane (spec 4.4.3). */
public final class Splats {
    private Splats() {}

    /** {@code i8x16.splat} */
    public static Vector128 i8x16(int value) {
        return i64x2((value & 0xFF) * 0x0101_0101_0101_0101L);
    }

    /** {@code i16x8.splat} */
    public static Vector128 i16x8(int value) {
        return i64x2((value & 0xFFFF) * 0x0001_0001_0001_0001L);
    }

    /** {@code i32x4.splat} */
    public static Vector128 i32x4(int value) {
        return i64x2(Lanes.packI32(value, value));
    }

    /** {@code i64x2.splat} */
    public static Vector128 i64x2(long value) {
        return new Vector128(value, value);
    }

    /** {@code f32x4.splat} */
    public static Vector128 f32x4(float value) {
        return i32x4(Float.floatToRawIntBits(value));
    }

    /** {@code f64x2.splat} */
    public static Vector128 f64x2(double value) {
        return i64x2(Double.doubleToRawLongBits(value));
    }
}
