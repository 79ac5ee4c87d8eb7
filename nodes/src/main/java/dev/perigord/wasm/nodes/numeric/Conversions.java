package dev.perigord.wasm.nodes.numeric;

import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.runtime.Trap;

/** What the conversion instructions compute (spec 4.3.4). */
public final class Conversions {
    private static final double TWO_63 = 0x1p63;
    private static final double TWO_64 = 0x1p64;

    private Conversions() {}

    /** {@code i32.wrap_i64} */
    public static int i32WrapI64(long a) {
        return (int) a;
    }

    /** {@code i32.trunc_f32_s}; traps on NaN and out of range */
    public static int i32TruncF32S(float a, Node location) {
        if (a >= -0x1p31f && a < 0x1p31) {
            return (int) a;
        }
        throw unrepresentable(a, location);
    }

    /** {@code i32.trunc_f32_u}; traps on NaN and out of range */
    public static int i32TruncF32U(float a, Node location) {
        if (a > -1.0 && a < 0x1p32) {
            return (int) (long) a;
        }
        throw unrepresentable(a, location);
    }

    /** {@code i32.trunc_f64_s}; traps on NaN and out of range */
    public static int i32TruncF64S(double a, Node location) {
        if (a > -2147483649.0 && a < 0x1p31) {
            return (int) a;
        }
        throw unrepresentable(a, location);
    }

    /** {@code i32.trunc_f64_u}; traps on NaN and out of range */
    public static int i32TruncF64U(double a, Node location) {
        if (a > -1.0 && a < 0x1p32) {
            return (int) (long) a;
        }
        throw unrepresentable(a, location);
    }

    /** {@code i64.trunc_f32_s}; traps on NaN and out of range */
    public static long i64TruncF32S(float a, Node location) {
        if (a >= -TWO_63 && a < TWO_63) {
            return (long) a;
        }
        throw unrepresentable(a, location);
    }

    /** {@code i64.trunc_f32_u}; traps on NaN and out of range */
    public static long i64TruncF32U(float a, Node location) {
        if (a > -1.0 && a < TWO_64) {
            return unsignedLong(a);
        }
        throw unrepresentable(a, location);
    }

    /** {@code i64.trunc_f64_s}; traps on NaN and out of range */
    public static long i64TruncF64S(double a, Node location) {
        if (a >= -TWO_63 && a < TWO_63) {
            return (long) a;
        }
        throw unrepresentable(a, location);
    }

    /** {@code i64.trunc_f64_u}; traps on NaN and out of range */
    public static long i64TruncF64U(double a, Node location) {
        if (a > -1.0 && a < TWO_64) {
            return unsignedLong(a);
        }
        throw unrepresentable(a, location);
    }

    /** {@code i32.trunc_sat_f32_s} */
    public static int i32TruncSatF32S(float a) {
        return (int) a;
    }

    /** {@code i32.trunc_sat_f32_u} */
    public static int i32TruncSatF32U(float a) {
        return a > -1.0 ? (a < 0x1p32 ? (int) (long) a : -1) : 0;
    }

    /** {@code i32.trunc_sat_f64_s} */
    public static int i32TruncSatF64S(double a) {
        return (int) a;
    }

    /** {@code i32.trunc_sat_f64_u} */
    public static int i32TruncSatF64U(double a) {
        return a > -1.0 ? (a < 0x1p32 ? (int) (long) a : -1) : 0;
    }

    /** {@code i64.trunc_sat_f32_s} */
    public static long i64TruncSatF32S(float a) {
        return (long) a;
    }

    /** {@code i64.trunc_sat_f32_u} */
    public static long i64TruncSatF32U(float a) {
        return a > -1.0 ? (a < TWO_64 ? unsignedLong(a) : -1L) : 0L;
    }

    /** {@code i64.trunc_sat_f64_s} */
    public static long i64TruncSatF64S(double a) {
        return (long) a;
    }

    /** {@code i64.trunc_sat_f64_u} */
    public static long i64TruncSatF64U(double a) {
        return a > -1.0 ? (a < TWO_64 ? unsignedLong(a) : -1L) : 0L;
    }

    /** {@code i64.extend_i32_s} */
    public static long i64ExtendI32S(int a) {
        return a;
    }

    /** {@code i64.extend_i32_u} */
    public static long i64ExtendI32U(int a) {
        return Integer.toUnsignedLong(a);
    }

    /** {@code f32.convert_i32_s} */
    public static float f32ConvertI32S(int a) {
        return (float) a;
    }

    /** {@code f32.convert_i32_u} */
    public static float f32ConvertI32U(int a) {
        return (float) Integer.toUnsignedLong(a);
    }

    /** {@code f32.convert_i64_s} */
    public static float f32ConvertI64S(long a) {
        return (float) a;
    }

    /** {@code f32.convert_i64_u} */
    public static float f32ConvertI64U(long a) {
        // The lost bit is kept sticky, so that the halved number rounds as the whole one would.
        return a >= 0 ? (float) a : (float) ((a >>> 1) | (a & 1)) * 2;
    }

    /** {@code f64.convert_i32_s} */
    public static double f64ConvertI32S(int a) {
        return a;
    }

    /** {@code f64.convert_i32_u} */
    public static double f64ConvertI32U(int a) {
        return (double) Integer.toUnsignedLong(a);
    }

    /** {@code f64.convert_i64_s} */
    public static double f64ConvertI64S(long a) {
        return (double) a;
    }

    /** {@code f64.convert_i64_u} */
    public static double f64ConvertI64U(long a) {
        // The lost bit is kept sticky, so that the halved number rounds as the whole one would.
        return a >= 0 ? (double) a : (double) ((a >>> 1) | (a & 1)) * 2;
    }

    /** {@code f32.demote_f64} */
    public static float f32DemoteF64(double a) {
        // The compiler takes the demotion of a promotion for the number itself.
        return F32.quiet((float) a);
    }

    /** {@code f64.promote_f32} */
    public static double f64PromoteF32(float a) {
        return a;
    }

    /** {@code i32.reinterpret_f32} */
    public static int i32ReinterpretF32(float a) {
        return Float.floatToRawIntBits(a);
    }

    /** {@code i64.reinterpret_f64} */
    public static long i64ReinterpretF64(double a) {
        return Double.doubleToRawLongBits(a);
    }

    /** {@code f32.reinterpret_i32} */
    public static float f32ReinterpretI32(int a) {
        return Float.intBitsToFloat(a);
    }

    /** {@code f64.reinterpret_i64} */
    public static double f64ReinterpretI64(long a) {
        return Double.longBitsToDouble(a);
    }

    /** {@code i32.extend8_s} */
    public static int i32Extend8S(int a) {
        return (byte) a;
    }

    /** {@code i32.extend16_s} */
    public static int i32Extend16S(int a) {
        return (short) a;
    }

    /** {@code i64.extend8_s} */
    public static long i64Extend8S(long a) {
        return (byte) a;
    }

    /** {@code i64.extend16_s} */
    public static long i64Extend16S(long a) {
        return (short) a;
    }

    /** {@code i64.extend32_s} */
    public static long i64Extend32S(long a) {
        return (int) a;
    }

    /** Converts a number from 0 to 2^64. */
    private static long unsignedLong(double a) {
        return a < TWO_63 ? (long) a : (long) (a - TWO_63) ^ Long.MIN_VALUE;
    }

    private static RuntimeException unrepresentable(double a, Node location) {
        return (Double.isNaN(a) ? Trap.INVALID_CONVERSION_TO_INTEGER : Trap.INTEGER_OVERFLOW).at(location);
    }
}
