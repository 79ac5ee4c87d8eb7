package dev.perigord.wasm.text;

import dev.perigord.wasm.module.AbstractHeapType;
import dev.perigord.wasm.module.ExactType;
import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.HeapType;
import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.module.TypeIndex;
import dev.perigord.wasm.module.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Parses the types that definitions and instructions use (spec 6.4) and writes some of them. */
public final class TypeParser {
    private static final Map<String, NumberType> NUMBER_TYPES = new HashMap<>();
    private static final Map<String, AbstractHeapType> HEAP_TYPES = new HashMap<>();
    private static final Map<String, ReferenceType> REFERENCE_TYPES = new HashMap<>();

    static {
        for (NumberType type : NumberType.values()) {
            NUMBER_TYPES.put(type.text(), type);
        }
        for (AbstractHeapType type : AbstractHeapType.values()) {
            HEAP_TYPES.put(type.text(), type);
            REFERENCE_TYPES.put(type.referenceText(), new ReferenceType(true, type));
        }
    }

    private final TokenCursor cursor;
    private final TypeSpace types;

    /** A parser that looks types of the module up in {@code types}. */
    public TypeParser(TokenCursor cursor, TypeSpace types) {
        this.cursor = cursor;
        this.types = types;
    }

    // --- values ------------------------------------------------------------------------------------------------

    /** The type that a keyword stands for, which is passed then, or {@code null}. */
    private <T> T accept(Map<String, T> keywords) {
        T type = cursor.at(TokenKind.KEYWORD) ? keywords.get(cursor.text()) : null;
        if (type != null) {
            cursor.advance();
        }
        return type;
    }

    /** Whether a value type starts here. */
    private boolean atValueType() {
        return cursor.at(TokenKind.KEYWORD) || cursor.atForm("ref");
    }

    /** A value type. */
    public ValueType valueType() {
        NumberType number = accept(NUMBER_TYPES);
        return number != null ? number : referenceType("a value type");
    }

    boolean atReferenceType() {
        return cursor.atForm("ref") || (cursor.at(TokenKind.KEYWORD) && REFERENCE_TYPES.containsKey(cursor.text()));
    }

    /** Whether a reference type that includes null starts here. */
    boolean atNullableReferenceType() {
        return cursor.atForm("ref") ? cursor.tokens().isKeyword(cursor.index() + 2, "null") : atReferenceType();
    }

    ReferenceType referenceType() {
        return referenceType("a reference type");
    }

    private ReferenceType referenceType(String expected) {
        ReferenceType abbreviated = accept(REFERENCE_TYPES);
        if (abbreviated != null) {
            return abbreviated;
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
        AbstractHeapType heap = accept(HEAP_TYPES);
        if (heap != null) {
            return heap;
        }
        if (cursor.atIndex()) {
            return typeIndex();
        }
        if (cursor.acceptForm("exact")) {
            HeapType exact = new ExactType(typeIndex());
            cursor.expect(TokenKind.RIGHT);
            return exact;
        }
        throw cursor.unexpected("a heap type");
    }

    private TypeIndex typeIndex() {
        return new TypeIndex(types.indices().resolve(cursor));
    }

    // --- functions ---------------------------------------------------------------------------------------------

    /** Parameters and results; gives the parameters' identifiers to {@code locals} unless that is {@code null}. */
    public FunctionType functionType(IndexSpace locals) {
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
        if (names != null && cursor.atDefinedName()) {
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
        FunctionType declared = types.function(index);
        FunctionType inline = functionType(locals);
        if (inline.parameters().isEmpty() && inline.results().isEmpty()) {
            if (locals != null && declared != null) {
                locals.defineAnonymous(declared.parameters().size());
            }
        } else if (!inline.equals(declared)) {
            cursor.moveTo(start);
            String problem = Integer.compareUnsigned(index, types.indices().size()) < 0
                    ? "inline function type does not match"
                    : "unknown type " + Integer.toUnsignedString(index);
            throw cursor.error(problem);
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
                TypeWriter.value(type.results().getFirst(), out);
                return;
            }
            cursor.moveTo(start);
        }
        TypeWriter.index(typeUse(null), out);
    }

    // --- globals -----------------------------------------------------------------------------------------------

    /** The type of a global. */
    public ExternType.Global globalType() {
        boolean mutable = cursor.acceptForm("mut");
        ValueType type = valueType();
        if (mutable) {
            cursor.expect(TokenKind.RIGHT);
        }
        return new ExternType.Global(type, mutable);
    }
}
