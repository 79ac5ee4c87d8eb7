package dev.perigord.wasm.nodes.simd;

/** What {@code i8x16} instructions compute on all 8 lanes of half a vector at once (spec 4.3.2). */
public final class PackedBytes {
    /** The sign bits of all lanes. */
    static final long SIGNS = 0x8080_8080_8080_8080L;

    /** One in every lane. */
    private static final long ONES = 0x0101_0101_0101_0101L;

    private PackedBytes() {}

    /** {@code i8x16.add} */
    public static long add(long a, long b) {
        return Packed.add(a, b, SIGNS);
    }

    /** {@code i8x16.sub} */
    public static long sub(long a, long b) {
        return Packed.sub(a, b, SIGNS);
    }

    /** {@code i8x16.neg} */
    public static long neg(long a) {
        return sub(0, a);
    }

    /** {@code i8x16.abs}: the smallest number stays as it is. */
    public static long abs(long a) {
        long negative = mask(a & SIGNS);
        return sub(a ^ negative, negative);
    }

    /** {@code i8x16.eq} */
    public static long eq(long a, long b) {
        return ~ne(a, b);
    }

    /** {@code i8x16.ne} */
    public static long ne(long a, long b) {
        return mask(Packed.nonZero(a ^ b, SIGNS));
    }

    /** {@code i8x16.lt_u} */
    public static long ltU(long a, long b) {
        return mask(Packed.borrows(a, b, SIGNS));
    }

    /** {@code i8x16.gt_u} */
    public static long gtU(long a, long b) {
        return ltU(b, a);
    }

    /** {@code i8x16.le_u} */
    public static long leU(long a, long b) {
        return ~ltU(b, a);
    }

    /** {@code i8x16.ge_u} */
    public static long geU(long a, long b) {
        return ~ltU(a, b);
    }

    /** {@code i8x16.lt_s} */
    public static long ltS(long a, long b) {
        return ltU(a ^ SIGNS, b ^ SIGNS);
    }

    /** {@code i8x16.gt_s} */
    public static long gtS(long a, long b) {
        return ltS(b, a);
    }

    /** {@code i8x16.le_s} */
    public static long leS(long a, long b) {
        return ~ltS(b, a);
    }

    /** {@code i8x16.ge_s} */
    public static long geS(long a, long b) {
        return ~ltS(a, b);
    }

    /** {@code i8x16.min_u} */
    public static long minU(long a, long b) {
        return Bits.select(a, b, ltU(a, b));
    }

    /** {@code i8x16.max_u} */
    public static long maxU(long a, long b) {
        return Bits.select(b, a, ltU(a, b));
    }

    /** {@code i8x16.min_s} */
    public static long minS(long a, long b) {
        return Bits.select(a, b, ltS(a, b));
    }

    /** {@code i8x16.max_s} */
    public static long maxS(long a, long b) {
        return Bits.select(b, a, ltS(a, b));
    }

    /** {@code i8x16.popcnt}: sums of one, two and four bits. */
    public static long popcnt(long a) {
        long pairs = a - ((a >>> 1) & 0x5555_5555_5555_5555L);
        long nibbles = (pairs & 0x3333_3333_3333_3333L) + ((pairs >>> 2) & 0x3333_3333_3333_3333L);
        return (nibbles + (nibbles >>> 4)) & 0x0F0F_0F0F_0F0F_0F0FL;
    }

    /** {@code i8x16.add_sat_u} */
    public static long addSatU(long a, long b) {
        return add(a, b) | mask(Packed.carries(a, b, SIGNS));
    }

    /** {@code i8x16.sub_sat_u} */
    public static long subSatU(long a, long b) {
        return sub(a, b) & ~ltU(a, b);
    }

    /** {@code i8x16.add_sat_s}: wrong are sums whose sign neither operand has. */
    public static long addSatS(long a, long b) {
        long sum = add(a, b);
        return Bits.select(saturated(a), sum, mask((a ^ sum) & (b ^ sum) & SIGNS));
    }

    /** {@code i8x16.sub_sat_s}: wrong are differences whose sign is not that of {@code a}, but that of {@code b}. */
    public static long subSatS(long a, long b) {
        long difference = sub(a, b);
        return Bits.select(saturated(a), difference, mask((a ^ b) & (a ^ difference) & SIGNS));
    }

    /** The largest number of each lane's sign. */
    private static long saturated(long a) {
        return ~SIGNS + ((a & SIGNS) >>> (Byte.SIZE - 1));
    }

    /** {@code i8x16.avgr_u}: half the sum, rounded up, without the bit that a sum has more. */
    public static long avgrU(long a, long b) {
        return (a | b) - (((a ^ b) >>> 1) & ~SIGNS);
    }

    /** {@code i8x16.shl} */
    public static long shl(long a, int count) {
        int shift = count & (Byte.SIZE - 1);
        return (a << shift) & (ONES * (0xFF << shift & 0xFF));
    }

    /** {@code i8x16.shr_u} */
    public static long shrU(long a, int count) {
        int shift = count & (Byte.SIZE - 1);
        return (a >>> shift) & (ONES * (0xFF >>> shift));
    }

    /** {@code i8x16.shr_s}: the sign, now further down, is subtracted twice where it is set. */
    public static long shrS(long a, int count) {
        long sign = SIGNS >>> (count & (Byte.SIZE - 1));
        return sub(shrU(a, count) ^ sign, sign);
    }

    /** Whether no lane is zero. */
    static boolean allTrue(long a) {
        return Packed.nonZero(a, SIGNS) == SIGNS;
    }

    /** The sign bits, in the lowest 8 bits: the product moves each to its place at the top. */
    static int bitmask(long a) {
        return (int) (((a & SIGNS) * 0x0002_0408_1020_4081L) >>> (Long.SIZE - 8));
    }

    /** All ones in the lanes whose sign bit is set in {@code signs}. */
    private static long mask(long signs) {
        return (signs >>> (Byte.SIZE - 1)) * 0xFFL;
    }
}
