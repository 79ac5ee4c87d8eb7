package dev.perigord.wasm.nodes.numeric;

import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.runtime.Trap;

/** What the i32 instructions compute (spec 4.3.2). */
public final class I32 {
    private I32() {}

    /** {@code i32.eqz} */
    public static boolean eqz(int a) {
        return a == 0;
    }

    /** {@code i32.eq} */
    public static boolean eq(int a, int b) {
        return a == b;
    }

    /** {@code i32.ne} */
    public static boolean ne(int a, int b) {
        return a != b;
    }

    /** {@code i32.lt_s} */
    public static boolean ltS(int a, int b) {
        return a < b;
    }

    /** {@code i32.lt_u} */
    public static boolean ltU(int a, int b) {
        return Integer.compareUnsigned(a, b) < 0;
    }

    /** {@code i32.gt_s} */
    public static boolean gtS(int a, int b) {
        return a > b;
    }

    /** {@code i32.gt_u} */
    public static boolean gtU(int a, int b) {
        return Integer.compareUnsigned(a, b) > 0;
    }

    /** {@code i32.le_s} */
    public static boolean leS(int a, int b) {
        return a <= b;
    }

    /** {@code i32.le_u} */
    public static boolean leU(int a, int b) {
        return Integer.compareUnsigned(a, b) <= 0;
    }

    /** {@code i32.ge_s} */
    public static boolean geS(int a, int b) {
        return a >= b;
    }

    /** {@code i32.ge_u} */
    public static boolean geU(int a, int b) {
        return Integer.compareUnsigned(a, b) >= 0;
    }

    /** {@code i32.clz} */
    public static int clz(int a) {
        return Integer.numberOfLeadingZeros(a);
    }

    /** {@code i32.ctz} */
    public static int ctz(int a) {
        return Integer.numberOfTrailingZeros(a);
    }

    /** {@code i32.popcnt} */
    public static int popcnt(int a) {
        return Integer.bitCount(a);
    }

    /** {@code i32.add} */
    public static int add(int a, int b) {
        return a + b;
    }

    /** {@code i32.sub} */
    public static int sub(int a, int b) {
        return a - b;
    }

    /** {@code i32.mul} */
    public static int mul(int a, int b) {
        return a * b;
    }

    /** {@code i32.and} */
    public static int and(int a, int b) {
        return a & b;
    }

    /** {@code i32.or} */
    public static int or(int a, int b) {
        return a | b;
    }

    /** {@code i32.xor} */
    public static int xor(int a, int b) {
        return a ^ b;
    }

    /** {@code i32.div_s}; traps on division by zero and overflow */
    public static int divS(int a, int b, Node location) {
        if (b == 0) {
            throw Trap.INTEGER_DIVIDE_BY_ZERO.at(location);
        }
        if (a == Integer.MIN_VALUE && b == -1) {
            throw Trap.INTEGER_OVERFLOW.at(location);
        }
        return a / b;
    }

    /** {@code i32.div_u}; traps on division by zero */
    public static int divU(int a, int b, Node location) {
        if (b == 0) {
            throw Trap.INTEGER_DIVIDE_BY_ZERO.at(location);
        }
        return Integer.divideUnsigned(a, b);
    }

    /** {@code i32.rem_s}; traps on division by zero */
    public static int remS(int a, int b, Node location) {
        if (b == 0) {
            throw Trap.INTEGER_DIVIDE_BY_ZERO.at(location);
        }
        return b == -1 ? 0 : a % b;
    }

    /** {@code i32.rem_u}; traps on division by zero */
    public static int remU(int a, int b, Node location) {
        if (b == 0) {
            throw Trap.INTEGER_DIVIDE_BY_ZERO.at(location);
        }
        return Integer.remainderUnsigned(a, b);
    }

    /** {@code i32.shl} */
    public static int shl(int a, int b) {
        return a << b;
    }

    /** {@code i32.shr_s} */
    public static int shrS(int a, int b) {
        return a >> b;
    }

    /** {@code i32.shr_u} */
    public static int shrU(int a, int b) {
        return a >>> b;
    }

    /** {@code i32.rotl} */
    public static int rotl(int a, int b) {
        return Integer.rotateLeft(a, b);
    }

    /** {@code i32.rotr} */
    public static int rotr(int a, int b) {
        return Integer.rotateRight(a, b);
    }
}
