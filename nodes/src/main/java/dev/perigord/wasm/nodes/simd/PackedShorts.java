package dev.perigord.wasm.nodes.simd;

/** What {@code i16x8} instructions compute on all 4 lanes of half a vector at once (spec 4.3.2). */
public final class PackedShorts {
    /** The sign bits of all lanes. */
    static final long SIGNS = 0x8000_8000_8000_8000L;

    /** One in every lane. */
    private static final long ONES = 0x0001_0001_0001_0001L;

    private PackedShorts() {}

    /** {@code i16x8.add} */
    public static long add(long a, long b) {
        return Packed.add(a, b, SIGNS);
    }

    /** {@code i16x8.sub} */
    public static long sub(long a, long b) {
        return Packed.sub(a, b, SIGNS);
    }

    /** {@code i16x8.neg} */
    public static long neg(long a) {
        return sub(0, a);
    }

    /** {@code i16x8.abs}: the smallest number stays as it is. */
    public static long abs(long a) {
        long negative = mask(a & SIGNS);
        return sub(a ^ negative, negative);
    }

    /** {@code i16x8.eq} */
    public static long eq(long a, long b) {
        return ~ne(a, b);
    }

    /** {@code i16x8.ne} */
    public static long ne(long a, long b) {
        return mask(Packed.nonZero(a ^ b, SIGNS));
    }

    /** {@code i16x8.lt_u} */
    public static long ltU(long a, long b) {
        return mask(Packed.borrows(a, b, SIGNS));
    }

    /** {@code i16x8.gt_u} */
    public static long gtU(long a, long b) {
        return ltU(b, a);
    }

    /** {@code i16x8.le_u} */
    public static long leU(long a, long b) {
        return ~ltU(b, a);
    }

    /** {@code i16x8.ge_u} */
    public static long geU(long a, long b) {
        return ~ltU(a, b);
    }

    /** {@code i16x8.lt_s} */
    public static long ltS(long a, long b) {
        return ltU(a ^ SIGNS, b ^ SIGNS);
    }

    /** {@code i16x8.gt_s} */
    public static long gtS(long a, long b) {
        return ltS(b, a);
    }

    /** {@code i16x8.le_s} */
    public static long leS(long a, long b) {
        return ~ltS(b, a);
    }

    /** {@code i16x8.ge_s} */
    public static long geS(long a, long b) {
        return ~ltS(a, b);
    }

    /** {@code i16x8.min_u} */
    public static long minU(long a, long b) {
        return Bits.select(a, b, ltU(a, b));
    }

    /** {@code i16x8.max_u} */
    public static long maxU(long a, long b) {
        return Bits.select(b, a, ltU(a, b));
    }

    /** {@code i16x8.min_s} */
    public static long minS(long a, long b) {
        return Bits.select(a, b, ltS(a, b));
    }

    /** {@code i16x8.max_s} */
    public static long maxS(long a, long b) {
        return Bits.select(b, a, ltS(a, b));
    }

    /** {@code i16x8.add_sat_u} */
    public static long addSatU(long a, long b) {
        return add(a, b) | mask(Packed.carries(a, b, SIGNS));
    }

    /** {@code i16x8.sub_sat_u} */
    public static long subSatU(long a, long b) {
        return sub(a, b) & ~ltU(a, b);
    }

    /** {@code i16x8.add_sat_s}: wrong are sums whose sign neither operand has. */
    public static long addSatS(long a, long b) {
        long sum = add(a, b);
        return Bits.select(saturated(a), sum, mask((a ^ sum) & (b ^ sum) & SIGNS));
    }

    /** {@code i16x8.sub_sat_s}: wrong are differences whose sign is not that of {@code a}, but that of {@code b}. */
    public static long subSatS(long a, long b) {
        long difference = sub(a, b);
        return Bits.select(saturated(a), difference, mask((a ^ b) & (a ^ difference) & SIGNS));
    }

    /** The largest number of each lane's sign. */
    private static long saturated(long a) {
        return ~SIGNS + ((a & SIGNS) >>> (Short.SIZE - 1));
    }

    /** {@code i16x8.avgr_u}: half the sum, rounded up, without the bit that a sum has more. */
    public static long avgrU(long a, long b) {
        return (a | b) - (((a ^ b) >>> 1) & ~SIGNS);
    }

    /** {@code i16x8.shl} */
    public static long shl(long a, int count) {
        int shift = count & (Short.SIZE - 1);
        return (a << shift) & (ONES * (0xFFFF << shift & 0xFFFF));
    }

    /** {@code i16x8.shr_u} */
    public static long shrU(long a, int count) {
        int shift = count & (Short.SIZE - 1);
        return (a >>> shift) & (ONES * (0xFFFF >>> shift));
    }

    /** {@code i16x8.shr_s}: the sign, now further down, is subtracted twice where it is set. */
    public static long shrS(long a, int count) {
        long sign = SIGNS >>> (count & (Short.SIZE - 1));
        return sub(shrU(a, count) ^ sign, sign);
    }

    /** Whether no lane is zero. */
    static boolean allTrue(long a) {
        return Packed.nonZero(a, SIGNS) == SIGNS;
    }

    /** The sign bits, in the lowest 4 bits: the product moves each to its place at the top. */
    static int bitmask(long a) {
        return (int) (((a & SIGNS) * 0x2000_4000_8001L) >>> (Long.SIZE - 4));
    }

    /** All ones in the lanes whose sign bit is set in {@code signs}. */
    private static long mask(long signs) {
        return (signs >>> (Short.SIZE - 1)) * 0xFFFFL;
    }
}
