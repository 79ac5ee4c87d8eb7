package dev.perigord.wasm.nodes.simd;

import static jdk.internal.vm.vector.VectorSupport.*;

import dev.perigord.wasm.nodes.simd.MachineLanes.Bytes;
import dev.perigord.wasm.nodes.simd.MachineLanes.Ints;
import dev.perigord.wasm.nodes.simd.MachineLanes.Shorts;
import dev.perigord.wasm.runtime.Vector128;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Vector instructions that take several operations of the machine, or move vectors: the part of {@link MachineOperations}
 * that is written by hand. A method has the name of its instruction.
 */
public final class MachineVectors {
    private static final ValueLayout.OfLong HALF = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** All addresses of the process: whoever passes one has checked it. */
    @SuppressWarnings("restricted")
    private static final MemorySegment EVERYTHING = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private MachineVectors() {}

    // --- forms -------------------------------------------------------------------------------------------------

    /** A vector as the object that the rest of the engine knows. */
    public static Vector128 toObject(MachineVector a) {
        return new Vector128(low(a), high64(a));
    }

    /** The vector of an object. */
    public static MachineVector ofObject(Vector128 a) {
        return v128Const(a.low(), a.high());
    }

    /** {@code v128.const} */
    public static MachineVector v128Const(long low, long high) {
        return i64x2ReplaceLane(i64x2Splat(low), high, 1);
    }

    /** All bits zero. */
    public static MachineVector zero() {
        return i64x2Splat(0);
    }

    static MachineVector ones() {
        return i64x2Splat(-1);
    }

    private static long low(MachineVector a) {
        return i64x2ExtractLane(a, 0);
    }

    private static long high64(MachineVector a) {
        return i64x2ExtractLane(a, 1);
    }

    /** The upper half of a vector in its lower half. */
    static MachineVector high(MachineVector a) {
        return i64x2Splat(high64(a));
    }

    // --- bits --------------------------------------------------------------------------------------------------

    /** {@code v128.not} */
    public static MachineVector v128Not(MachineVector a) {
        return MachineOperations.v128Xor(a, ones());
    }

    /** {@code v128.andnot} */
    public static MachineVector v128Andnot(MachineVector a, MachineVector b) {
        return MachineOperations.v128And(a, v128Not(b));
    }

    /** {@code v128.bitselect} */
    public static MachineVector v128Bitselect(MachineVector a, MachineVector b, MachineVector mask) {
        MachineVector differences = MachineOperations.v128Xor(a, b);
        return MachineOperations.v128Xor(b, MachineOperations.v128And(differences, mask));
    }

    /** {@code v128.any_true} */
    public static boolean v128AnyTrue(MachineVector a) {
        return (low(a) | high64(a)) != 0;
    }

    // --- arithmetic --------------------------------------------------------------------------------------------

    /** {@code i8x16.neg} */
    public static MachineVector i8x16Neg(MachineVector a) {
        return MachineOperations.i8x16Sub(zero(), a);
    }

    /** {@code i16x8.neg} */
    public static MachineVector i16x8Neg(MachineVector a) {
        return MachineOperations.i16x8Sub(zero(), a);
    }

    /** {@code i32x4.neg} */
    public static MachineVector i32x4Neg(MachineVector a) {
        return MachineOperations.i32x4Sub(zero(), a);
    }

    /** {@code i64x2.neg} */
    public static MachineVector i64x2Neg(MachineVector a) {
        return MachineOperations.i64x2Sub(zero(), a);
    }

    /** {@code i8x16.avgr_u}: half of the sum, rounded up. */
    public static MachineVector i8x16AvgrU(MachineVector a, MachineVector b) {
        MachineVector half = MachineOperations.i8x16ShrU(MachineOperations.v128Xor(a, b), 1);
        return MachineOperations.i8x16Sub(MachineOperations.v128Or(a, b), half);
    }

    /** {@code i16x8.avgr_u}: half of the sum, rounded up. */
    public static MachineVector i16x8AvgrU(MachineVector a, MachineVector b) {
        MachineVector half = MachineOperations.i16x8ShrU(MachineOperations.v128Xor(a, b), 1);
        return MachineOperations.i16x8Sub(MachineOperations.v128Or(a, b), half);
    }

    /** {@code f32x4.abs} */
    public static MachineVector f32x4Abs(MachineVector a) {
        return MachineOperations.v128And(a, i32x4Splat(~Integer.MIN_VALUE));
    }

    /** {@code f32x4.neg} */
    public static MachineVector f32x4Neg(MachineVector a) {
        return MachineOperations.v128Xor(a, i32x4Splat(Integer.MIN_VALUE));
    }

    /** {@code f32x4.relaxed_madd}, rounded twice. */
    public static MachineVector f32x4RelaxedMadd(MachineVector a, MachineVector b, MachineVector c) {
        return MachineOperations.f32x4Add(MachineOperations.f32x4Mul(a, b), c);
    }

    /** {@code f32x4.relaxed_nmadd}, rounded twice. */
    public static MachineVector f32x4RelaxedNmadd(MachineVector a, MachineVector b, MachineVector c) {
        return f32x4RelaxedMadd(f32x4Neg(a), b, c);
    }

    /** {@code f64x2.abs} */
    public static MachineVector f64x2Abs(MachineVector a) {
        return MachineOperations.v128And(a, i64x2Splat(~Long.MIN_VALUE));
    }

    /** {@code f64x2.neg} */
    public static MachineVector f64x2Neg(MachineVector a) {
        return MachineOperations.v128Xor(a, i64x2Splat(Long.MIN_VALUE));
    }

    /** {@code f64x2.relaxed_madd}, rounded twice. */
    public static MachineVector f64x2RelaxedMadd(MachineVector a, MachineVector b, MachineVector c) {
        return MachineOperations.f64x2Add(MachineOperations.f64x2Mul(a, b), c);
    }

    /** {@code f64x2.relaxed_nmadd}, rounded twice. */
    public static MachineVector f64x2RelaxedNmadd(MachineVector a, MachineVector b, MachineVector c) {
        return f64x2RelaxedMadd(f64x2Neg(a), b, c);
    }

    /** {@code i16x8.extadd_pairwise_i8x16_s} */
    public static MachineVector i16x8ExtaddPairwiseI8x16S(MachineVector a) {
        MachineVector even = MachineOperations.i16x8ShrS(MachineOperations.i16x8Shl(a, 8), 8);
        return MachineOperations.i16x8Add(even, MachineOperations.i16x8ShrS(a, 8));
    }

    /** {@code i16x8.extadd_pairwise_i8x16_u} */
    public static MachineVector i16x8ExtaddPairwiseI8x16U(MachineVector a) {
        MachineVector even = MachineOperations.i16x8ShrU(MachineOperations.i16x8Shl(a, 8), 8);
        return MachineOperations.i16x8Add(even, MachineOperations.i16x8ShrU(a, 8));
    }

    /** {@code i32x4.extadd_pairwise_i16x8_s} */
    public static MachineVector i32x4ExtaddPairwiseI16x8S(MachineVector a) {
        MachineVector even = MachineOperations.i32x4ShrS(MachineOperations.i32x4Shl(a, 16), 16);
        return MachineOperations.i32x4Add(even, MachineOperations.i32x4ShrS(a, 16));
    }

    /** {@code i32x4.extadd_pairwise_i16x8_u} */
    public static MachineVector i32x4ExtaddPairwiseI16x8U(MachineVector a) {
        MachineVector even = MachineOperations.i32x4ShrU(MachineOperations.i32x4Shl(a, 16), 16);
        return MachineOperations.i32x4Add(even, MachineOperations.i32x4ShrU(a, 16));
    }

    /** {@code i32x4.dot_i16x8_s} */
    public static MachineVector i32x4DotI16x8S(MachineVector a, MachineVector b) {
        MachineVector odd = MachineOperations.i32x4Mul(
                MachineOperations.i32x4ShrS(a, Short.SIZE), MachineOperations.i32x4ShrS(b, Short.SIZE));
        return MachineOperations.i32x4Add(MachineOperations.i32x4Mul(evenShorts(a), evenShorts(b)), odd);
    }

    private static MachineVector evenShorts(MachineVector a) {
        return MachineOperations.i32x4ShrS(MachineOperations.i32x4Shl(a, Short.SIZE), Short.SIZE);
    }

    // --- narrowing ---------------------------------------------------------------------------------------------

    /** {@code i8x16.narrow_i16x8_s} */
    public static MachineVector i8x16NarrowI16x8S(MachineVector a, MachineVector b) {
        return narrowShorts(a, b, Byte.MIN_VALUE, Byte.MAX_VALUE);
    }

    /** {@code i8x16.narrow_i16x8_u} */
    public static MachineVector i8x16NarrowI16x8U(MachineVector a, MachineVector b) {
        return narrowShorts(a, b, 0, 0xFF);
    }

    private static MachineVector narrowShorts(MachineVector a, MachineVector b, int least, int most) {
        MachineVector low = narrowShorts(limitShorts(a, least, most));
        return i64x2ReplaceLane(low, low(narrowShorts(limitShorts(b, least, most))), 1);
    }

    private static MachineVector limitShorts(MachineVector a, int least, int most) {
        return MachineOperations.i16x8MinS(MachineOperations.i16x8MaxS(a, i16x8Splat(least)), i16x8Splat(most));
    }

    /** The lower halves of the lanes in the lower half of the vector. */
    private static MachineVector narrowShorts(MachineVector a) {
        return convert(
                        VECTOR_OP_CAST,
                        Shorts.class,
                        short.class,
                        8,
                        Bytes.class,
                        byte.class,
                        16,
                        a.shorts(),
                        null,
                        (x, _) -> new Bytes(Vectors.lowBytes(x.object())))
                .vector();
    }

    /** {@code i16x8.narrow_i32x4_s} */
    public static MachineVector i16x8NarrowI32x4S(MachineVector a, MachineVector b) {
        return narrowInts(a, b, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    /** {@code i16x8.narrow_i32x4_u} */
    public static MachineVector i16x8NarrowI32x4U(MachineVector a, MachineVector b) {
        return narrowInts(a, b, 0, 0xFFFF);
    }

    private static MachineVector narrowInts(MachineVector a, MachineVector b, int least, int most) {
        MachineVector low = narrowInts(limitInts(a, least, most));
        return i64x2ReplaceLane(low, low(narrowInts(limitInts(b, least, most))), 1);
    }

    private static MachineVector limitInts(MachineVector a, int least, int most) {
        return MachineOperations.i32x4MinS(MachineOperations.i32x4MaxS(a, i32x4Splat(least)), i32x4Splat(most));
    }

    /** The lower halves of the lanes in the lower half of the vector. */
    private static MachineVector narrowInts(MachineVector a) {
        return convert(
                        VECTOR_OP_CAST,
                        Ints.class,
                        int.class,
                        4,
                        Shorts.class,
                        short.class,
                        8,
                        a.ints(),
                        null,
                        (x, _) -> new Shorts(Vectors.lowShorts(x.object())))
                .vector();
    }

    // --- lanes -------------------------------------------------------------------------------------------------

    /** {@code i8x16.splat} */
    public static MachineVector i8x16Splat(int value) {
        return fromBitsCoerced(
                        Bytes.class,
                        byte.class,
                        16,
                        value,
                        MODE_BROADCAST,
                        null,
                        (x, _) -> new Bytes(Splats.i8x16((int) x)))
                .vector();
    }

    /** {@code i8x16.extract_lane_s} */
    public static int i8x16ExtractLaneS(MachineVector a, int lane) {
        return (int) extract(
                Bytes.class, byte.class, 16, a.bytes(), lane, (x, i) -> Vectors.i8x16ExtractLaneS(x.object(), i));
    }

    /** {@code i8x16.replace_lane} */
    public static MachineVector i8x16ReplaceLane(MachineVector a, int value, int lane) {
        return insert(
                        Bytes.class,
                        byte.class,
                        16,
                        a.bytes(),
                        lane,
                        value,
                        (x, i, y) -> new Bytes(Vectors.i8x16ReplaceLane(x.object(), (int) y, i)))
                .vector();
    }

    /** {@code i8x16.extract_lane_u} */
    public static int i8x16ExtractLaneU(MachineVector a, int lane) {
        return i8x16ExtractLaneS(a, lane) & 0xFF;
    }

    /** {@code i16x8.splat} */
    public static MachineVector i16x8Splat(int value) {
        return fromBitsCoerced(
                        Shorts.class,
                        short.class,
                        8,
                        value,
                        MODE_BROADCAST,
                        null,
                        (x, _) -> new Shorts(Splats.i16x8((int) x)))
                .vector();
    }

    /** {@code i16x8.extract_lane_s} */
    public static int i16x8ExtractLaneS(MachineVector a, int lane) {
        return (int) extract(
                Shorts.class, short.class, 8, a.shorts(), lane, (x, i) -> Vectors.i16x8ExtractLaneS(x.object(), i));
    }

    /** {@code i16x8.replace_lane} */
    public static MachineVector i16x8ReplaceLane(MachineVector a, int value, int lane) {
        return insert(
                        Shorts.class,
                        short.class,
                        8,
                        a.shorts(),
                        lane,
                        value,
                        (x, i, y) -> new Shorts(Vectors.i16x8ReplaceLane(x.object(), (int) y, i)))
                .vector();
    }

    /** {@code i16x8.extract_lane_u} */
    public static int i16x8ExtractLaneU(MachineVector a, int lane) {
        return i16x8ExtractLaneS(a, lane) & 0xFFFF;
    }

    /** {@code i32x4.splat} */
    public static MachineVector i32x4Splat(int value) {
        return fromBitsCoerced(
                        Ints.class,
                        int.class,
                        4,
                        value,
                        MODE_BROADCAST,
                        null,
                        (x, _) -> new Ints(Splats.i32x4((int) x)))
                .vector();
    }

    /** {@code i32x4.extract_lane} */
    public static int i32x4ExtractLane(MachineVector a, int lane) {
        return (int)
                extract(Ints.class, int.class, 4, a.ints(), lane, (x, i) -> Vectors.i32x4ExtractLane(x.object(), i));
    }

    /** {@code i32x4.replace_lane} */
    public static MachineVector i32x4ReplaceLane(MachineVector a, int value, int lane) {
        return insert(
                        Ints.class,
                        int.class,
                        4,
                        a.ints(),
                        lane,
                        value,
                        (x, i, y) -> new Ints(Vectors.i32x4ReplaceLane(x.object(), (int) y, i)))
                .vector();
    }

    /** {@code i64x2.splat} */
    public static MachineVector i64x2Splat(long value) {
        return fromBitsCoerced(
                        MachineVector.class,
                        long.class,
                        2,
                        value,
                        MODE_BROADCAST,
                        null,
                        (x, _) -> new MachineVector(Splats.i64x2(x)))
                .vector();
    }

    /** {@code i64x2.extract_lane} */
    public static long i64x2ExtractLane(MachineVector a, int lane) {
        return extract(
                MachineVector.class, long.class, 2, a.longs(), lane, (x, i) -> Vectors.i64x2ExtractLane(x.object(), i));
    }

    /** {@code i64x2.replace_lane} */
    public static MachineVector i64x2ReplaceLane(MachineVector a, long value, int lane) {
        return insert(
                        MachineVector.class,
                        long.class,
                        2,
                        a.longs(),
                        lane,
                        value,
                        (x, i, y) -> new MachineVector(Vectors.i64x2ReplaceLane(x.object(), y, i)))
                .vector();
    }

    /** {@code f32x4.splat} */
    public static MachineVector f32x4Splat(float value) {
        return i32x4Splat(Float.floatToRawIntBits(value));
    }

    /** {@code f32x4.extract_lane} */
    public static float f32x4ExtractLane(MachineVector a, int lane) {
        return Float.intBitsToFloat(i32x4ExtractLane(a, lane));
    }

    /** {@code f32x4.replace_lane} */
    public static MachineVector f32x4ReplaceLane(MachineVector a, float value, int lane) {
        return i32x4ReplaceLane(a, Float.floatToRawIntBits(value), lane);
    }

    /** {@code f64x2.splat} */
    public static MachineVector f64x2Splat(double value) {
        return i64x2Splat(Double.doubleToRawLongBits(value));
    }

    /** {@code f64x2.extract_lane} */
    public static double f64x2ExtractLane(MachineVector a, int lane) {
        return Double.longBitsToDouble(i64x2ExtractLane(a, lane));
    }

    /** {@code f64x2.replace_lane} */
    public static MachineVector f64x2ReplaceLane(MachineVector a, double value, int lane) {
        return i64x2ReplaceLane(a, Double.doubleToRawLongBits(value), lane);
    }

    /** {@code i8x16.swizzle}: an index beyond the lanes gives zero. */
    public static MachineVector i8x16Swizzle(MachineVector a, MachineVector indices) {
        MachineVector selected = selectFromOp(
                        Bytes.class,
                        null,
                        byte.class,
                        16,
                        indices.bytes(),
                        a.bytes(),
                        null,
                        (x, y, _) -> new Bytes(Vectors.select(y.object(), x.object())))
                .vector();
        return MachineOperations.v128And(selected, MachineOperations.i8x16LtU(indices, i8x16Splat(16)));
    }

    /** {@code i8x16.shuffle} */
    public static MachineVector i8x16Shuffle(MachineVector a, MachineVector b, long lowLanes, long highLanes) {
        return selectFromTwoVectorOp(
                        Bytes.class,
                        byte.class,
                        16,
                        v128Const(lowLanes, highLanes).bytes(),
                        a.bytes(),
                        b.bytes(),
                        (lanes, x, y) -> new Bytes(Vectors.shuffle(
                                x.object(),
                                y.object(),
                                lanes.object().low(),
                                lanes.object().high())))
                .vector();
    }

    // --- memory ------------------------------------------------------------------------------------------------

    /** {@code v128.load} at an address of the process. */
    public static MachineVector v128Load(long address) {
        return load(
                MachineVector.class,
                long.class,
                2,
                null,
                address,
                true,
                null,
                address,
                null,
                (_, from, _) -> new MachineVector(
                        new long[] {EVERYTHING.get(HALF, from), EVERYTHING.get(HALF, from + Long.BYTES)}));
    }

    /** {@code v128.store} at an address of the process. */
    public static void v128Store(long address, MachineVector a) {
        store(MachineVector.class, long.class, 2, null, address, true, a.longs(), null, address, (_, to, vector) -> {
            Vector128 object = vector.object();
            EVERYTHING.set(HALF, to, object.low());
            EVERYTHING.set(HALF, to + Long.BYTES, object.high());
        });
    }

    /** {@code v128.load32_zero} of a number */
    public static MachineVector v128Load32Zero(int value) {
        return i32x4ReplaceLane(zero(), value, 0);
    }

    /** {@code v128.load64_zero} of a number */
    public static MachineVector v128Load64Zero(long value) {
        return i64x2ReplaceLane(zero(), value, 0);
    }

    /** {@code v128.load8x8_s} of 64 bits */
    public static MachineVector v128Load8x8S(long value) {
        return MachineOperations.i16x8ExtendLowI8x16S(i64x2Splat(value));
    }

    /** {@code v128.load8x8_u} of 64 bits */
    public static MachineVector v128Load8x8U(long value) {
        return MachineOperations.i16x8ExtendLowI8x16U(i64x2Splat(value));
    }

    /** {@code v128.load16x4_s} of 64 bits */
    public static MachineVector v128Load16x4S(long value) {
        return MachineOperations.i32x4ExtendLowI16x8S(i64x2Splat(value));
    }

    /** {@code v128.load16x4_u} of 64 bits */
    public static MachineVector v128Load16x4U(long value) {
        return MachineOperations.i32x4ExtendLowI16x8U(i64x2Splat(value));
    }

    /** {@code v128.load32x2_s} of 64 bits */
    public static MachineVector v128Load32x2S(long value) {
        return MachineOperations.i64x2ExtendLowI32x4S(i64x2Splat(value));
    }

    /** {@code v128.load32x2_u} of 64 bits */
    public static MachineVector v128Load32x2U(long value) {
        return MachineOperations.i64x2ExtendLowI32x4U(i64x2Splat(value));
    }
}
