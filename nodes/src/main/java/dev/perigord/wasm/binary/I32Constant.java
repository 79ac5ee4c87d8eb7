package dev.perigord.wasm.binary;

import dev.perigord.wasm.module.ModuleDefinition.Range;

/**
 * A constant expression that is only a number of 32 bits, {@code i32.const n end}: nearly all are, and a module may have a hundred thousand
 * of them as the offsets of its data. So nothing is allocated to read one.
 */
public final class I32Constant {
    private static final int CONST = 0x41;
    private static final int END = 0x0B;

    private I32Constant() {}

    /** Passes over such an expression; where there is another one, or a malformed one, the reader stays where it is. */
    static boolean skip(BinaryReader reader) {
        int start = reader.position();
        int last = Math.min(reader.end() - 1, start + 6);
        byte[] bytes = reader.bytes();
        if (last - start < 2 || bytes[start] != CONST) {
            return false;
        }
        int at = start + 1;
        while (at < last && bytes[at] < 0) {
            at++;
        }
        if (at >= last || bytes[at + 1] != END) {
            return false;
        }
        reader.moveTo(start + 1);
        reader.s32();
        reader.moveTo(at + 2);
        return true;
    }

    /** Whether a decoded expression is a number of 32 bits only. */
    public static boolean is(byte[] bytes, Range expression) {
        int last = expression.end() - 2;
        if (bytes[expression.start()] != CONST || bytes[last] < 0) {
            return false;
        }
        for (int i = expression.start() + 1; i < last; i++) {
            if (bytes[i] >= 0) {
                return false;
            }
        }
        return true;
    }

    /** The number that such an expression is. */
    public static int value(byte[] bytes, Range expression) {
        int result = 0;
        int shift = 0;
        for (int i = expression.start() + 1; i < expression.end() - 1; i++) {
            result |= (bytes[i] & 0x7F) << shift;
            shift += 7;
        }
        return shift >= Integer.SIZE ? result : result << (Integer.SIZE - shift) >> (Integer.SIZE - shift);
    }
}
