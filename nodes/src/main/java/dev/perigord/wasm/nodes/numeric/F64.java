package dev.perigord.wasm.nodes.numeric;

/**
 * What the f64 instructions compute (spec 4.3.3). {@code abs}, {@code neg} and {@code copysign} work on bits, because
 * they must keep the payload of a NaN; every other instruction answers a NaN with a quiet one.
 */
public final class F64 {
    private F64() {}

    /** {@code f64.eq} */
    public static boolean eq(double a, double b) {
        return a == b;
    }

    /** {@code f64.ne} */
    public static boolean ne(double a, double b) {
        return a != b;
    }

    /** {@code f64.lt} */
    public static boolean lt(double a, double b) {
        return a < b;
    }

    /** {@code f64.gt} */
    public static boolean gt(double a, double b) {
        return a > b;
    }

    /** {@code f64.le} */
    public static boolean le(double a, double b) {
        return a <= b;
    }

    /** {@code f64.ge} */
    public static boolean ge(double a, double b) {
        return a >= b;
    }

    /** {@code f64.abs} */
    public static double abs(double a) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(a) & ~Long.MIN_VALUE);
    }

    /** {@code f64.neg} */
    public static double neg(double a) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(a) ^ Long.MIN_VALUE);
    }

    /** {@code f64.ceil} */
    public static double ceil(double a) {
        return quiet(Math.ceil(a));
    }

    /** {@code f64.floor} */
    public static double floor(double a) {
        return quiet(Math.floor(a));
    }

    /** {@code f64.nearest} */
    public static double nearest(double a) {
        return quiet(Math.rint(a));
    }

    /** {@code f64.trunc} */
    public static double trunc(double a) {
        return a < 0 ? Math.ceil(a) : quiet(Math.floor(a));
    }

    /** {@code f64.sqrt} */
    public static double sqrt(double a) {
        return Math.sqrt(a);
    }

    /** {@code f64.add} */
    public static double add(double a, double b) {
        return a + b;
    }

    /** {@code f64.sub} */
    public static double sub(double a, double b) {
        return a - b;
    }

    /** {@code f64.mul} */
    public static double mul(double a, double b) {
        return a * b;
    }

    /** {@code f64.div} */
    public static double div(double a, double b) {
        return a / b;
    }

    /** {@code f64.min} */
    public static double min(double a, double b) {
        return Double.isNaN(a) || Double.isNaN(b) ? a + b : Math.min(a, b);
    }

    /** {@code f64.max} */
    public static double max(double a, double b) {
        return Double.isNaN(a) || Double.isNaN(b) ? a + b : Math.max(a, b);
    }

    /** {@code f64.copysign} */
    public static double copysign(double a, double b) {
        return Double.longBitsToDouble(
                (Double.doubleToRawLongBits(a) & ~Long.MIN_VALUE) | (Double.doubleToRawLongBits(b) & Long.MIN_VALUE));
    }

    /** The number itself; a NaN with its quiet bit set. */
    public static double quiet(double a) {
        return Double.isNaN(a) ? Double.longBitsToDouble(Double.doubleToRawLongBits(a) | 1L << 51) : a;
    }
}
