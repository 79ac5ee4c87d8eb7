package dev.perigord.wasm.nodes.simd;

import dev.perigord.wasm.runtime.Vector128;

/** What those vector instructions compute that do not treat every lane alike (spec 4.3, 4.4.3). */
public final class Vectors {
    private Vectors() {}

    // --- tests ---------------------------------------------------------------------------------------------------

    /** {@code v128.any_true} */
    public static boolean anyTrue(Vector128 a) {
        return (a.low() | a.high()) != 0;
    }

    /** {@code i8x16.all_true} */
    public static boolean i8x16AllTrue(Vector128 a) {
        return PackedBytes.allTrue(a.low()) && PackedBytes.allTrue(a.high());
    }

    /** {@code i16x8.all_true} */
    public static boolean i16x8AllTrue(Vector128 a) {
        return PackedShorts.allTrue(a.low()) && PackedShorts.allTrue(a.high());
    }

    /** {@code i32x4.all_true} */
    public static boolean i32x4AllTrue(Vector128 a) {
        return Lanes.i32(a.low(), 0) != 0
                && Lanes.i32(a.low(), 1) != 0
                && Lanes.i32(a.high(), 0) != 0
                && Lanes.i32(a.high(), 1) != 0;
    }

    /** {@code i64x2.all_true} */
    public static boolean i64x2AllTrue(Vector128 a) {
        return a.low() != 0 && a.high() != 0;
    }

    /** {@code i8x16.bitmask} */
    public static int i8x16Bitmask(Vector128 a) {
        return PackedBytes.bitmask(a.low()) | PackedBytes.bitmask(a.high()) << 8;
    }

    /** {@code i16x8.bitmask} */
    public static int i16x8Bitmask(Vector128 a) {
        return PackedShorts.bitmask(a.low()) | PackedShorts.bitmask(a.high()) << 4;
    }

    /** {@code i32x4.bitmask} */
    public static int i32x4Bitmask(Vector128 a) {
        return i32x2Bitmask(a.low()) | i32x2Bitmask(a.high()) << 2;
    }

    private static int i32x2Bitmask(long half) {
        return (Lanes.i32(half, 0) >>> 31) | (Lanes.i32(half, 1) >>> 31) << 1;
    }

    /** {@code i64x2.bitmask} */
    public static int i64x2Bitmask(Vector128 a) {
        return (int) ((a.low() >>> 63) | (a.high() >>> 63) << 1);
    }

    // --- shuffling -----------------------------------------------------------------------------------------------

    /** A lane, so many bits wide, of two vectors one after the other. */
    static long lane(Vector128 a, Vector128 b, int lane, int bits) {
        int lanesInHalf = Long.SIZE / bits;
        long half =
                switch (lane / lanesInHalf) {
                    case 0 -> a.low();
                    case 1 -> a.high();
                    case 2 -> b.low();
                    default -> b.high();
                };
        return (half >>> (lane % lanesInHalf * bits)) & (-1L >>> (Long.SIZE - bits));
    }

    /** {@code i8x16.shuffle}, with the lanes to take as the bytes of two longs. */
    public static Vector128 shuffle(Vector128 a, Vector128 b, long lowLanes, long highLanes) {
        return new Vector128(shuffleHalf(a, b, lowLanes), shuffleHalf(a, b, highLanes));
    }

    private static long shuffleHalf(Vector128 a, Vector128 b, long lanes) {
        long result = 0;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            result |= lane(a, b, (int) (lanes >>> shift) & 0x1F, Byte.SIZE) << shift;
        }
        return result;
    }

    // --- lanes ---------------------------------------------------------------------------------------------------

    private static long half(Vector128 a, int lane, int lanesInHalf) {
        return lane < lanesInHalf ? a.low() : a.high();
    }

    /** {@code i8x16.extract_lane_s} */
    public static int i8x16ExtractLaneS(Vector128 a, int lane) {
        return Lanes.i8(half(a, lane, 8), lane & 7);
    }

    /** {@code i8x16.extract_lane_u} */
    public static int i8x16ExtractLaneU(Vector128 a, int lane) {
        return Lanes.u8(half(a, lane, 8), lane & 7);
    }

    /** {@code i16x8.extract_lane_s} */
    public static int i16x8ExtractLaneS(Vector128 a, int lane) {
        return Lanes.i16(half(a, lane, 4), lane & 3);
    }

    /** {@code i16x8.extract_lane_u} */
    public static int i16x8ExtractLaneU(Vector128 a, int lane) {
        return Lanes.u16(half(a, lane, 4), lane & 3);
    }

    /** {@code i32x4.extract_lane} */
    public static int i32x4ExtractLane(Vector128 a, int lane) {
        return Lanes.i32(half(a, lane, 2), lane & 1);
    }

    /** {@code i64x2.extract_lane} */
    public static long i64x2ExtractLane(Vector128 a, int lane) {
        return half(a, lane, 1);
    }

    /** {@code f32x4.extract_lane} */
    public static float f32x4ExtractLane(Vector128 a, int lane) {
        return Float.intBitsToFloat(i32x4ExtractLane(a, lane));
    }

    /** {@code f64x2.extract_lane} */
    public static double f64x2ExtractLane(Vector128 a, int lane) {
        return Double.longBitsToDouble(i64x2ExtractLane(a, lane));
    }

    /** The vector with the lowest {@code bits} bits of {@code value} in a lane. */
    private static Vector128 replace(Vector128 a, int lane, int bits, long value) {
        int shift = lane * bits % Long.SIZE;
        long mask = (-1L >>> (Long.SIZE - bits)) << shift;
        return lane * bits < Long.SIZE
                ? new Vector128(Bits.select(value << shift, a.low(), mask), a.high())
                : new Vector128(a.low(), Bits.select(value << shift, a.high(), mask));
    }

    /** {@code i8x16.replace_lane} */
    public static Vector128 i8x16ReplaceLane(Vector128 a, int value, int lane) {
        return replace(a, lane, Byte.SIZE, value);
    }

    /** {@code i16x8.replace_lane} */
    public static Vector128 i16x8ReplaceLane(Vector128 a, int value, int lane) {
        return replace(a, lane, Short.SIZE, value);
    }

    /** {@code i32x4.replace_lane} */
    public static Vector128 i32x4ReplaceLane(Vector128 a, int value, int lane) {
        return replace(a, lane, Integer.SIZE, value);
    }

    /** {@code i64x2.replace_lane} */
    public static Vector128 i64x2ReplaceLane(Vector128 a, long value, int lane) {
        return replace(a, lane, Long.SIZE, value);
    }

    /** {@code f32x4.replace_lane} */
    public static Vector128 f32x4ReplaceLane(Vector128 a, float value, int lane) {
        return i32x4ReplaceLane(a, Float.floatToRawIntBits(value), lane);
    }

    /** {@code f64x2.replace_lane} */
    public static Vector128 f64x2ReplaceLane(Vector128 a, double value, int lane) {
        return i64x2ReplaceLane(a, Double.doubleToRawLongBits(value), lane);
    }

    // --- rearrangement -------------------------------------------------------------------------------------------

    /** {@code i8x16.swizzle}: an index beyond the lanes gives zero. */
    public static Vector128 swizzle(Vector128 a, Vector128 indices) {
        return new Vector128(swizzle(a, indices.low()), swizzle(a, indices.high()));
    }

    private static long swizzle(Vector128 a, long indices) {
        return Lanes.packI8(
                byteAt(a, Lanes.u8(indices, 0)),
                byteAt(a, Lanes.u8(indices, 1)),
                byteAt(a, Lanes.u8(indices, 2)),
                byteAt(a, Lanes.u8(indices, 3)),
                byteAt(a, Lanes.u8(indices, 4)),
                byteAt(a, Lanes.u8(indices, 5)),
                byteAt(a, Lanes.u8(indices, 6)),
                byteAt(a, Lanes.u8(indices, 7)));
    }

    /** The bytes with some indices, of which the lowest four bits count. */
    static Vector128 select(Vector128 a, Vector128 indices) {
        long mask = 0x0F0F_0F0F_0F0F_0F0FL;
        return new Vector128(swizzle(a, indices.low() & mask), swizzle(a, indices.high() & mask));
    }

    /** The lower halves of the lanes of 16 bits; above them, zeros. */
    static Vector128 lowBytes(Vector128 a) {
        return new Vector128(
                Lanes.packI8(
                        Lanes.i16(a.low(), 0),
                        Lanes.i16(a.low(), 1),
                        Lanes.i16(a.low(), 2),
                        Lanes.i16(a.low(), 3),
                        Lanes.i16(a.high(), 0),
                        Lanes.i16(a.high(), 1),
                        Lanes.i16(a.high(), 2),
                        Lanes.i16(a.high(), 3)),
                0);
    }

    /** The lower halves of the lanes of 32 bits; above them, zeros. */
    static Vector128 lowShorts(Vector128 a) {
        return new Vector128(
                Lanes.packI16(
                        Lanes.i32(a.low(), 0), Lanes.i32(a.low(), 1), Lanes.i32(a.high(), 0), Lanes.i32(a.high(), 1)),
                0);
    }

    private static int byteAt(Vector128 a, int index) {
        return index < 16 ? i8x16ExtractLaneU(a, index) : 0;
    }

    /** {@code i8x16.narrow_i16x8_s} */
    public static Vector128 i8x16NarrowS(Vector128 a, Vector128 b) {
        return new Vector128(narrowI16S(a.low(), a.high()), narrowI16S(b.low(), b.high()));
    }

    private static long narrowI16S(long low, long high) {
        return Lanes.packI8(
                ByteLane.saturateS(Lanes.i16(low, 0)),
                ByteLane.saturateS(Lanes.i16(low, 1)),
                ByteLane.saturateS(Lanes.i16(low, 2)),
                ByteLane.saturateS(Lanes.i16(low, 3)),
                ByteLane.saturateS(Lanes.i16(high, 0)),
                ByteLane.saturateS(Lanes.i16(high, 1)),
                ByteLane.saturateS(Lanes.i16(high, 2)),
                ByteLane.saturateS(Lanes.i16(high, 3)));
    }

    /** {@code i8x16.narrow_i16x8_u} */
    public static Vector128 i8x16NarrowU(Vector128 a, Vector128 b) {
        return new Vector128(narrowI16U(a.low(), a.high()), narrowI16U(b.low(), b.high()));
    }

    private static long narrowI16U(long low, long high) {
        return Lanes.packI8(
                ByteLane.saturateU(Lanes.i16(low, 0)),
                ByteLane.saturateU(Lanes.i16(low, 1)),
                ByteLane.saturateU(Lanes.i16(low, 2)),
                ByteLane.saturateU(Lanes.i16(low, 3)),
                ByteLane.saturateU(Lanes.i16(high, 0)),
                ByteLane.saturateU(Lanes.i16(high, 1)),
                ByteLane.saturateU(Lanes.i16(high, 2)),
                ByteLane.saturateU(Lanes.i16(high, 3)));
    }

    /** {@code i16x8.narrow_i32x4_s} */
    public static Vector128 i16x8NarrowS(Vector128 a, Vector128 b) {
        return new Vector128(narrowI32S(a.low(), a.high()), narrowI32S(b.low(), b.high()));
    }

    private static long narrowI32S(long low, long high) {
        return Lanes.packI16(
                ShortLane.saturateS(Lanes.i32(low, 0)),
                ShortLane.saturateS(Lanes.i32(low, 1)),
                ShortLane.saturateS(Lanes.i32(high, 0)),
                ShortLane.saturateS(Lanes.i32(high, 1)));
    }

    /** {@code i16x8.narrow_i32x4_u} */
    public static Vector128 i16x8NarrowU(Vector128 a, Vector128 b) {
        return new Vector128(narrowI32U(a.low(), a.high()), narrowI32U(b.low(), b.high()));
    }

    private static long narrowI32U(long low, long high) {
        return Lanes.packI16(
                ShortLane.saturateU(Lanes.i32(low, 0)),
                ShortLane.saturateU(Lanes.i32(low, 1)),
                ShortLane.saturateU(Lanes.i32(high, 0)),
                ShortLane.saturateU(Lanes.i32(high, 1)));
    }

    /** {@code i32x4.relaxed_dot_i8x16_i7x16_add_s}: pairs of products, saturated, then pairs of these and {@code c}. */
    public static Vector128 relaxedDotAdd(Vector128 a, Vector128 b, Vector128 c) {
        Vector128 products = LaneOperations.i16x8RelaxedDotI8x16I7x16S(a, b);
        return LaneOperations.i32x4Add(LaneOperations.i32x4ExtaddPairwiseI16x8S(products), c);
    }
}
