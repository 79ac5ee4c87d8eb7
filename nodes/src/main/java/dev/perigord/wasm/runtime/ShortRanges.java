package dev.perigord.wasm.runtime;

import static dev.perigord.wasm.runtime.WasmMemory.BYTE;
import static dev.perigord.wasm.runtime.WasmMemory.INT;
import static dev.perigord.wasm.runtime.WasmMemory.LONG;
import static dev.perigord.wasm.runtime.WasmMemory.SHORT;

import java.lang.foreign.MemorySegment;

/**
 * Copies and fills a few bytes of native memory: beginning and end as words that may overlap, so that the only branches are
 * between a few classes of lengths. Bytes that remain behind a loop over words, as the JDK copies them, are branches that
 * processors cannot predict.
 */
final class ShortRanges {
    /** Longer ranges are better left to the JDK. */
    static final int MAXIMUM_LENGTH = 64;

    private static final long EACH_BYTE = 0x0101_0101_0101_0101L;

    private ShortRanges() {}

    /** Copies bytes between addresses in a segment; all are read before any is written. */
    static void copy(MemorySegment all, long from, long to, int length) {
        if (length >= 16) {
            copyWords(all, from, to, length);
        } else if (length >= 8) {
            long first = (long) LONG.get(all, from);
            long last = (long) LONG.get(all, from + length - 8);
            LONG.set(all, to, first);
            LONG.set(all, to + length - 8, last);
        } else if (length >= 4) {
            int first = (int) INT.get(all, from);
            int last = (int) INT.get(all, from + length - 4);
            INT.set(all, to, first);
            INT.set(all, to + length - 4, last);
        } else if (length >= 2) {
            short first = (short) SHORT.get(all, from);
            short last = (short) SHORT.get(all, from + length - 2);
            SHORT.set(all, to, first);
            SHORT.set(all, to + length - 2, last);
        } else if (length == 1) {
            BYTE.set(all, to, (byte) BYTE.get(all, from));
        }
    }

    private static void copyWords(MemorySegment all, long from, long to, int length) {
        long fromEnd = from + length;
        long toEnd = to + length;
        long a = (long) LONG.get(all, from);
        long b = (long) LONG.get(all, from + 8);
        long y = (long) LONG.get(all, fromEnd - 16);
        long z = (long) LONG.get(all, fromEnd - 8);
        if (length > 32) {
            long c = (long) LONG.get(all, from + 16);
            long d = (long) LONG.get(all, from + 24);
            long w = (long) LONG.get(all, fromEnd - 32);
            long x = (long) LONG.get(all, fromEnd - 24);
            LONG.set(all, to + 16, c);
            LONG.set(all, to + 24, d);
            LONG.set(all, toEnd - 32, w);
            LONG.set(all, toEnd - 24, x);
        }
        LONG.set(all, to, a);
        LONG.set(all, to + 8, b);
        LONG.set(all, toEnd - 16, y);
        LONG.set(all, toEnd - 8, z);
    }

    /** Sets the bytes from an address in a segment on. */
    static void fill(MemorySegment all, long at, int length, byte value) {
        long end = at + length;
        long word = (value & 0xFF) * EACH_BYTE;
        if (length >= 16) {
            LONG.set(all, at, word);
            LONG.set(all, at + 8, word);
            if (length > 32) {
                LONG.set(all, at + 16, word);
                LONG.set(all, at + 24, word);
                LONG.set(all, end - 32, word);
                LONG.set(all, end - 24, word);
            }
            LONG.set(all, end - 16, word);
            LONG.set(all, end - 8, word);
        } else if (length >= 8) {
            LONG.set(all, at, word);
            LONG.set(all, end - 8, word);
        } else if (length >= 4) {
            INT.set(all, at, (int) word);
            INT.set(all, end - 4, (int) word);
        } else if (length >= 2) {
            SHORT.set(all, at, (short) word);
            SHORT.set(all, end - 2, (short) word);
        } else if (length == 1) {
            BYTE.set(all, at, value);
        }
    }
}
