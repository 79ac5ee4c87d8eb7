package dev.perigord.wasm.nodes.numeric;

import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.runtime.Trap;

/** What the i64 instructions compute (spec 4.3.2). */
public final class I64 {
    private I64() {}

    /** {@code i64.eqz} */
    public static boolean eqz(long a) {
        return a == 0;
    }

    /** {@code i64.eq} */
    public static boolean eq(long a, long b) {
        return a == b;
    }

    /** {@code i64.ne} */
    public static boolean ne(long a, long b) {
        return a != b;
    }

    /** {@code i64.lt_s} */
    public static boolean ltS(long a, long b) {
        return a < b;
    }

    /** {@code i64.lt_u} */
    public static boolean ltU(long a, long b) {
        return Long.compareUnsigned(a, b) < 0;
    }

    /** {@code i64.gt_s} */
    public static boolean gtS(long a, long b) {
        return a > b;
    }

    /** {@code i64.gt_u} */
    public static boolean gtU(long a, long b) {
        return Long.compareUnsigned(a, b) > 0;
    }

    /** {@code i64.le_s} */
    public static boolean leS(long a, long b) {
        return a <= b;
    }

    /** {@code i64.le_u} */
    public static boolean leU(long a, long b) {
        return Long.compareUnsigned(a, b) <= 0;
    }

    /** {@code i64.ge_s} */
    public static boolean geS(long a, long b) {
        return a >= b;
    }

    /** {@code i64.ge_u} */
    public static boolean geU(long a, long b) {
        return Long.compareUnsigned(a, b) >= 0;
    }

    /** {@code i64.clz} */
    public static long clz(long a) {
        return Long.numberOfLeadingZeros(a);
    }

    /** {@code i64.ctz} */
    public static long ctz(long a) {
        return Long.numberOfTrailingZeros(a);
    }

    /** {@code i64.popcnt} */
    public static long popcnt(long a) {
        return Long.bitCount(a);
    }

    /** {@code i64.add} */
    public static long add(long a, long b) {
        return a + b;
    }

    /** {@code i64.sub} */
    public static long sub(long a, long b) {
        return a - b;
    }

    /** {@code i64.mul} */
    public static long mul(long a, long b) {
        return a * b;
    }

    /** {@code i64.and} */
    public static long and(long a, long b) {
        return a & b;
    }

    /** {@code i64.or} */
    public static long or(long a, long b) {
        return a | b;
    }

    /** {@code i64.xor} */
    public static long xor(long a, long b) {
        return a ^ b;
    }

    /** {@code i64.div_s}; traps on division by zero and overflow */
    public static long divS(long a, long b, Node location) {
        if (b == 0) {
            throw Trap.INTEGER_DIVIDE_BY_ZERO.at(location);
        }
        if (a == Long.MIN_VALUE && b == -1) {
            throw Trap.INTEGER_OVERFLOW.at(location);
        }
        return a / b;
    }

    /** {@code i64.div_u}; traps on division by zero */
    public static long divU(long a, long b, Node location) {
        if (b == 0) {
            throw Trap.INTEGER_DIVIDE_BY_ZERO.at(location);
        }
        return Long.divideUnsigned(a, b);
    }

    /** {@code i64.rem_s}; traps on division by zero */
    public static long remS(long a, long b, Node location) {
        if (b == 0) {
            throw Trap.INTEGER_DIVIDE_BY_ZERO.at(location);
        }
        return b == -1 ? 0 : a % b;
    }

    /** {@code i64.rem_u}; traps on division by zero */
    public static long remU(long a, long b, Node location) {
        if (b == 0) {
            throw Trap.INTEGER_DIVIDE_BY_ZERO.at(location);
        }
        return Long.remainderUnsigned(a, b);
    }

    /** {@code i64.shl} */
    public static long shl(long a, long b) {
        return a << b;
    }

    /** {@code i64.shr_s} */
    public static long shrS(long a, long b) {
        return a >> b;
    }

    /** {@code i64.shr_u} */
    public static long shrU(long a, long b) {
        return a >>> b;
    }

    /** {@code i64.rotl} */
    public static long rotl(long a, long b) {
        return Long.rotateLeft(a, (int) b);
    }

    /** {@code i64.rotr} */
    public static long rotr(long a, long b) {
        return Long.rotateRight(a, (int) b);
    }

    /** The high half of {@code i64.add128}; operands are low and high halves of two numbers. */
    public static long addHigh(long low, long high, long otherLow, long otherHigh) {
        return high + otherHigh + (Long.compareUnsigned(low + otherLow, low) < 0 ? 1 : 0);
    }

    /** The high half of {@code i64.sub128}; operands are low and high halves of two numbers. */
    public static long subHigh(long low, long high, long otherLow, long otherHigh) {
        return high - otherHigh - (Long.compareUnsigned(low, otherLow) < 0 ? 1 : 0);
    }
}
