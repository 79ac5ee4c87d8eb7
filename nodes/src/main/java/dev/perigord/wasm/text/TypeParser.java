package dev.perigord.wasm.text;

import dev.perigord.wasm.module.AbstractHeapType;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.HeapType;
import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.module.ValueType;
import java.util.ArrayList;
import java.util.List;

/** Parses types (spec 6.4) and writes them (spec 5.3). */
final class TypeParser {
    private static final int HAS_MAXIMUM = 1;
    private static final int HAS_64_BIT_ADDRESSES = 4;

    private final TokenCursor cursor;
    private final TypeSpace types;

    TypeParser(TokenCursor cursor, TypeSpace types) {
        this.cursor = cursor;
        this.types = types;
    }

    /** Whether a value type starts here. */
    private boolean atValueType() {
        return cursor.at(TokenKind.KEYWORD) || cursor.atForm("ref");
    }

    ValueType valueType() {
        NumberType number = cursor.at(TokenKind.KEYWORD) ? numberType() : null;
        if (number != null) {
            cursor.advance();
            return number;
        }
        return referenceType("a value type");
    }

    private NumberType numberType() {
        return switch (cursor.text()) {
            case "i32" -> NumberType.I32;
            case "i64" -> NumberType.I64;
            case "f32" -> NumberType.F32;
            case "f64" -> NumberType.F64;
            case "v128" -> NumberType.V128;
            default -> null;
        };
    }

    boolean atReferenceType() {
        return cursor.atKeyword("funcref") || cursor.atKeyword("externref") || cursor.atForm("ref");
    }

    ReferenceType referenceType() {
        return referenceType("a reference type");
    }

    private ReferenceType referenceType(String expected) {
        if (cursor.acceptKeyword("funcref")) {
            return ReferenceType.FUNCREF;
        }
        if (cursor.acceptKeyword("externref")) {
            return ReferenceType.EXTERNREF;
        }
        if (cursor.acceptForm("ref")) {
            boolean nullable = cursor.acceptKeyword("null");
            ReferenceType type = new ReferenceType(nullable, heapType());
            cursor.expect(TokenKind.RIGHT);
            return type;
        }
        throw cursor.unexpected(expected);
    }

    HeapType heapType() {
        for (AbstractHeapType type : AbstractHeapType.values()) {
            if (cursor.acceptKeyword(type.text())) {
                return type;
            }
        }
        throw cursor.unexpected("a heap type");
    }

    /** Parameters and results; gives the parameters' identifiers to {@code locals} unless that is {@code null}. */
    FunctionType functionType(IndexSpace locals) {
        List<ValueType> parameters = new ArrayList<>();
        List<ValueType> results = new ArrayList<>();
        while (cursor.acceptForm("param")) {
            declarations(parameters, locals);
        }
        while (cursor.acceptForm("result")) {
            declarations(results, null);
        }
        if (cursor.acceptForm("param")) {
            cursor.moveTo(cursor.index() - 1);
            throw cursor.unexpected("parameters before results");
        }
        return new FunctionType(parameters, results);
    }

    /** One named type or any number of types, then the closing parenthesis. */
    void declarations(List<ValueType> declared, IndexSpace names) {
        if (names != null && cursor.at(TokenKind.IDENTIFIER)) {
            names.define(cursor);
            declared.add(valueType());
        } else {
            int before = declared.size();
            while (atValueType()) {
                declared.add(valueType());
            }
            if (names != null) {
                names.defineAnonymous(declared.size() - before);
            }
        }
        cursor.expect(TokenKind.RIGHT);
    }

    /** A type use, whose parameters define locals; gives the type's index. */
    int typeUse(IndexSpace locals) {
        int start = cursor.index();
        if (!cursor.acceptForm("type")) {
            return types.implied(functionType(locals));
        }
        int index = types.indices().resolve(cursor);
        cursor.expect(TokenKind.RIGHT);
        FunctionType declared = types.get(index);
        FunctionType inline = functionType(locals);
        if (inline.parameters().isEmpty() && inline.results().isEmpty()) {
            if (locals != null && declared != null) {
                locals.defineAnonymous(declared.parameters().size());
            }
        } else if (!inline.equals(declared)) {
            cursor.moveTo(start);
            throw cursor.error(declared == null ? "unknown type " + index : "inline function type does not match");
        }
        return index;
    }

    /** What follows the opcode of a structured instruction. */
    void blockType(ByteWriter out) {
        int start = cursor.index();
        if (!cursor.atForm("type")) {
            FunctionType type = functionType(null);
            if (type.parameters().isEmpty() && type.results().isEmpty()) {
                out.u8(0x40);
                return;
            }
            if (type.parameters().isEmpty() && type.results().size() == 1) {
                write(type.results().getFirst(), out);
                return;
            }
            cursor.moveTo(start);
        }
        out.signed(Integer.toUnsignedLong(typeUse(null)));
    }

    /** Passes the address type of a memory or table; gives the flags of limits that it stands for. */
    int addressType() {
        if (cursor.acceptKeyword("i64")) {
            return HAS_64_BIT_ADDRESSES;
        }
        cursor.acceptKeyword("i32");
        return 0;
    }

    void limits(int flags, ByteWriter out) {
        long minimum = cursor.u64();
        boolean hasMaximum = cursor.at(TokenKind.NATURAL);
        long maximum = hasMaximum ? cursor.u64() : 0;
        out.u8(hasMaximum ? flags | HAS_MAXIMUM : flags);
        out.u64(minimum);
        if (hasMaximum) {
            out.u64(maximum);
        }
    }

    /** Limits whose minimum and maximum are the same. */
    static void exactLimits(int flags, int size, ByteWriter out) {
        out.u8(flags | HAS_MAXIMUM);
        out.u32(size);
        out.u32(size);
    }

    /** Limits, then the element type, in the order of the text. */
    void tableType(int flags, ByteWriter out) {
        ByteWriter limits = new ByteWriter();
        limits(flags, limits);
        write(referenceType(), out);
        out.part(limits, 0, limits.size());
    }

    void globalType(ByteWriter out) {
        boolean mutable = cursor.acceptForm("mut");
        write(valueType(), out);
        out.u8(mutable ? 1 : 0);
        if (mutable) {
            cursor.expect(TokenKind.RIGHT);
        }
    }

    static void write(FunctionType type, ByteWriter out) {
        out.u8(0x60);
        write(type.parameters(), out);
        write(type.results(), out);
    }

    static void write(List<ValueType> types, ByteWriter out) {
        out.u32(types.size());
        types.forEach(type -> write(type, out));
    }

    static void write(ValueType type, ByteWriter out) {
        switch (type) {
            case NumberType number -> out.u8(number.code());
            case ReferenceType reference -> {
                if (!reference.nullable()) {
                    out.u8(0x64);
                }
                write(reference.heapType(), out);
            }
        }
    }

    static void write(HeapType type, ByteWriter out) {
        switch (type) {
            case AbstractHeapType heap -> out.u8(heap.code());
            default -> throw new IllegalArgumentException(type.text());
        }
    }
}
