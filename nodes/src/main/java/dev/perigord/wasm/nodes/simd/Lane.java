package dev.perigord.wasm.nodes.simd;

import dev.perigord.wasm.nodes.numeric.F32;
import dev.perigord.wasm.nodes.numeric.F64;

/** What vector instructions compute on a lane, where no scalar instruction does (spec 4.3.2, 4.3.3). */
public final class Lane {
    private Lane() {}

    /** The lane itself, which widening extends. */
    public static int same(int a) {
        return a;
    }

    /** The lane itself. */
    public static long same(long a) {
        return a;
    }

    /** {@code neg} */
    public static int neg(int a) {
        return -a;
    }

    /** {@code neg} */
    public static long neg(long a) {
        return -a;
    }

    /** {@code abs}: the smallest number stays as it is. */
    public static int abs(int a) {
        return a < 0 ? -a : a;
    }

    /** {@code abs}: the smallest number stays as it is. */
    public static long abs(long a) {
        return a < 0 ? -a : a;
    }

    /** {@code min_s} */
    public static int minS(int a, int b) {
        return Math.min(a, b);
    }

    /** {@code min_u} */
    public static int minU(int a, int b) {
        return Integer.compareUnsigned(a, b) < 0 ? a : b;
    }

    /** {@code max_s} */
    public static int maxS(int a, int b) {
        return Math.max(a, b);
    }

    /** {@code max_u} */
    public static int maxU(int a, int b) {
        return Integer.compareUnsigned(a, b) > 0 ? a : b;
    }

    /** {@code i32x4.dot_i16x8_s}: the products of two neighbours, added. */
    public static int dot(int a0, int a1, int b0, int b1) {
        return a0 * b0 + a1 * b1;
    }

    /** {@code f32x4.pmin}: an operand as it is, even if it is a NaN. */
    public static float pmin(float a, float b) {
        return b < a ? b : a;
    }

    /** {@code f64x2.pmin}: an operand as it is, even if it is a NaN. */
    public static double pmin(double a, double b) {
        return b < a ? b : a;
    }

    /** {@code f32x4.pmax}: an operand as it is, even if it is a NaN. */
    public static float pmax(float a, float b) {
        return a < b ? b : a;
    }

    /** {@code f64x2.pmax}: an operand as it is, even if it is a NaN. */
    public static double pmax(double a, double b) {
        return a < b ? b : a;
    }

    /** {@code f32x4.relaxed_madd}, rounded twice. */
    public static float madd(float a, float b, float c) {
        return a * b + c;
    }

    /** {@code f64x2.relaxed_madd}, rounded twice. */
    public static double madd(double a, double b, double c) {
        return a * b + c;
    }

    /** {@code f32x4.relaxed_nmadd}, rounded twice. */
    public static float nmadd(float a, float b, float c) {
        return F32.neg(a) * b + c;
    }

    /** {@code f64x2.relaxed_nmadd}, rounded twice. */
    public static double nmadd(double a, double b, double c) {
        return F64.neg(a) * b + c;
    }
}
