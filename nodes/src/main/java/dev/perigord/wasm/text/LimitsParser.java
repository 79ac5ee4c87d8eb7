package dev.perigord.wasm.text;

/** Parses the types of tables and memories (spec 6.4.8, 6.4.12, 6.4.13) and writes them with the flags of limits. */
final class LimitsParser {
    private static final int HAS_MAXIMUM = 1;
    private static final int SHARED = 2;
    private static final int HAS_64_BIT_ADDRESSES = 4;
    private static final int HAS_PAGE_SIZE = 8;

    /** The binary logarithm of the size of a page. */
    private static final int DEFAULT_PAGE_SIZE = 16;

    /** A minimum and a maximum, which counts only if there is one. */
    private record Bounds(long minimum, boolean bounded, long maximum) {
        /** What all elements of a segment need and no more. */
        static Bounds exactly(long size) {
            return new Bounds(size, true, size);
        }

        int flags() {
            return bounded ? HAS_MAXIMUM : 0;
        }

        void write(ByteWriter out) {
            out.u64(minimum);
            if (bounded) {
                out.u64(maximum);
            }
        }
    }

    private final TokenCursor cursor;
    private final TypeParser types;

    LimitsParser(TokenCursor cursor, TypeParser types) {
        this.cursor = cursor;
        this.types = types;
    }

    /** Passes the address type, which may be absent; whether it is {@code i64}. */
    boolean addressType() {
        boolean wide = cursor.acceptKeyword("i64");
        if (!wide) {
            cursor.acceptKeyword("i32");
        }
        return wide;
    }

    private static int addressFlags(boolean wide) {
        return wide ? HAS_64_BIT_ADDRESSES : 0;
    }

    private Bounds bounds() {
        long minimum = cursor.u64();
        boolean bounded = cursor.at(TokenKind.NATURAL);
        return new Bounds(minimum, bounded, bounded ? cursor.u64() : 0);
    }

    // --- tables ------------------------------------------------------------------------------------------------

    /** A table type after its address type: limits, then the element type, which comes first in the binary. */
    void table(boolean wide, ByteWriter out) {
        Bounds bounds = bounds();
        TypeWriter.value(types.referenceType(), out);
        writeTable(wide, bounds, out);
    }

    /** The limits of a table that has as many elements as a segment. */
    void table(boolean wide, int size, ByteWriter out) {
        writeTable(wide, Bounds.exactly(size), out);
    }

    private static void writeTable(boolean wide, Bounds bounds, ByteWriter out) {
        out.u8(addressFlags(wide) | bounds.flags());
        bounds.write(out);
    }

    // --- memories ----------------------------------------------------------------------------------------------

    /** A memory type after its address type. */
    void memory(boolean wide, ByteWriter out) {
        Bounds bounds = bounds();
        int flags = addressFlags(wide) | (cursor.acceptKeyword("shared") ? SHARED : 0);
        writeMemory(flags, bounds, pageSize(), out);
    }

    /** The limits of a memory that has as many pages of a size as its contents need. */
    void memory(boolean wide, int pageSize, int length, ByteWriter out) {
        long pages = Math.ceilDiv((long) length, 1L << pageSize);
        writeMemory(addressFlags(wide), Bounds.exactly(pages), pageSize, out);
    }

    private static void writeMemory(int flags, Bounds bounds, int pageSize, ByteWriter out) {
        boolean special = pageSize != DEFAULT_PAGE_SIZE;
        out.u8(flags | bounds.flags() | (special ? HAS_PAGE_SIZE : 0));
        bounds.write(out);
        if (special) {
            out.u32(pageSize);
        }
    }

    /** The binary logarithm of a page size, which may be absent. */
    int pageSize() {
        if (!cursor.acceptForm("pagesize")) {
            return DEFAULT_PAGE_SIZE;
        }
        int start = cursor.index();
        int size = cursor.u32();
        if (Integer.bitCount(size) != 1) {
            cursor.moveTo(start);
            throw cursor.error("invalid custom page size");
        }
        cursor.expect(TokenKind.RIGHT);
        return Integer.numberOfTrailingZeros(size);
    }
}
