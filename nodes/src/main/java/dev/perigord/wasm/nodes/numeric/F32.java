package dev.perigord.wasm.nodes.numeric;

/**
 * What the f32 instructions compute (spec 4.3.3). {@code abs}, {@code neg} and {@code copysign} work on bits, because
 * they must keep the payload of a NaN; every other instruction answers a NaN with a quiet one.
 */
public final class F32 {
    private F32() {}

    /** {@code f32.eq} */
    public static boolean eq(float a, float b) {
        return a == b;
    }

    /** {@code f32.ne} */
    public static boolean ne(float a, float b) {
        return a != b;
    }

    /** {@code f32.lt} */
    public static boolean lt(float a, float b) {
        return a < b;
    }

    /** {@code f32.gt} */
    public static boolean gt(float a, float b) {
        return a > b;
    }

    /** {@code f32.le} */
    public static boolean le(float a, float b) {
        return a <= b;
    }

    /** {@code f32.ge} */
    public static boolean ge(float a, float b) {
        return a >= b;
    }

    /** {@code f32.abs} */
    public static float abs(float a) {
        return Float.intBitsToFloat(Float.floatToRawIntBits(a) & ~Integer.MIN_VALUE);
    }

    /** {@code f32.neg} */
    public static float neg(float a) {
        return Float.intBitsToFloat(Float.floatToRawIntBits(a) ^ Integer.MIN_VALUE);
    }

    /** {@code f32.ceil} */
    public static float ceil(float a) {
        return (float) Math.ceil(a);
    }

    /** {@code f32.floor} */
    public static float floor(float a) {
        return (float) Math.floor(a);
    }

    /** {@code f32.nearest} */
    public static float nearest(float a) {
        return (float) Math.rint(a);
    }

    /** {@code f32.trunc} */
    public static float trunc(float a) {
        return a < 0 ? (float) Math.ceil(a) : (float) Math.floor(a);
    }

    /** {@code f32.sqrt} */
    public static float sqrt(float a) {
        return (float) Math.sqrt(a);
    }

    /** {@code f32.add} */
    public static float add(float a, float b) {
        return a + b;
    }

    /** {@code f32.sub} */
    public static float sub(float a, float b) {
        return a - b;
    }

    /** {@code f32.mul} */
    public static float mul(float a, float b) {
        return a * b;
    }

    /** {@code f32.div} */
    public static float div(float a, float b) {
        return a / b;
    }

    /** {@code f32.min} */
    public static float min(float a, float b) {
        return Float.isNaN(a) || Float.isNaN(b) ? a + b : Math.min(a, b);
    }

    /** {@code f32.max} */
    public static float max(float a, float b) {
        return Float.isNaN(a) || Float.isNaN(b) ? a + b : Math.max(a, b);
    }

    /** {@code f32.copysign} */
    public static float copysign(float a, float b) {
        return Float.intBitsToFloat(
                (Float.floatToRawIntBits(a) & ~Integer.MIN_VALUE) | (Float.floatToRawIntBits(b) & Integer.MIN_VALUE));
    }

    /** The number itself; a NaN with its quiet bit set. */
    public static float quiet(float a) {
        return Float.isNaN(a) ? Float.intBitsToFloat(Float.floatToRawIntBits(a) | 1 << 22) : a;
    }
}
