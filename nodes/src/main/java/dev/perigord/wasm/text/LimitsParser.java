package dev.perigord.wasm.text;

import dev.perigord.wasm.module.AddressType;
import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.Limits;
import dev.perigord.wasm.module.ReferenceType;

/** Parses the types of tables and memories (spec 6.4.8, 6.4.12, 6.4.13). */
public final class LimitsParser {
    private final TokenCursor cursor;
    private final TypeParser types;

    /** A parser that leaves the types of a table's elements to {@code types}. */
    public LimitsParser(TokenCursor cursor, TypeParser types) {
        this.cursor = cursor;
        this.types = types;
    }

    /** The address type, which may be absent. */
    public AddressType addressType() {
        if (cursor.acceptKeyword("i64")) {
            return AddressType.I64;
        }
        cursor.acceptKeyword("i32");
        return AddressType.I32;
    }

    private Limits limits() {
        long minimum = cursor.u64();
        return cursor.at(TokenKind.NATURAL) ? Limits.between(minimum, cursor.u64()) : Limits.atLeast(minimum);
    }

    /** A table type after its address type. */
    public ExternType.Table table(AddressType addresses) {
        Limits limits = limits();
        return new ExternType.Table(types.referenceType(), limits, addresses);
    }

    /** The type of a table that has as many elements as a segment. */
    static ExternType.Table table(AddressType addresses, ReferenceType elementType, int size) {
        return new ExternType.Table(elementType, Limits.between(size, size), addresses);
    }

    /** A memory type after its address type. */
    public ExternType.Memory memory(AddressType addresses) {
        Limits limits = limits();
        boolean shared = cursor.acceptKeyword("shared");
        return new ExternType.Memory(limits, addresses, shared, pageSize());
    }

    /** The type of a memory that has as many pages of a size as its contents need. */
    static ExternType.Memory memory(AddressType addresses, int pageSize, int length) {
        long pages = Math.ceilDiv((long) length, 1L << pageSize);
        return new ExternType.Memory(Limits.between(pages, pages), addresses, false, pageSize);
    }

    /** The binary logarithm of a page size, which may be absent. */
    int pageSize() {
        if (!cursor.acceptForm("pagesize")) {
            return ExternType.Memory.DEFAULT_PAGE_SIZE_LOGARITHM;
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
