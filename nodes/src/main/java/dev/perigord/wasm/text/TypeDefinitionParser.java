package dev.perigord.wasm.text;

import dev.perigord.wasm.module.ArrayType;
import dev.perigord.wasm.module.CompositeType;
import dev.perigord.wasm.module.ContinuationType;
import dev.perigord.wasm.module.FieldType;
import dev.perigord.wasm.module.HeapType;
import dev.perigord.wasm.module.PackedType;
import dev.perigord.wasm.module.StorageType;
import dev.perigord.wasm.module.StructType;
import dev.perigord.wasm.module.TypeDefinition;
import dev.perigord.wasm.module.TypeIndex;
import java.util.ArrayList;
import java.util.List;

/** Parses the fields of a module that define types (spec 6.4.8 to 6.4.12). */
public final class TypeDefinitionParser {
    private final TokenCursor cursor;
    private final TypeSpace types;
    private final TypeParser uses;

    /** A parser that adds to {@code types} and leaves the types that definitions use to {@code uses}. */
    public TypeDefinitionParser(TokenCursor cursor, TypeSpace types, TypeParser uses) {
        this.cursor = cursor;
        this.types = types;
        this.uses = uses;
    }

    /**
     * Defines the types of a form whose keyword, {@code type} or {@code rec}, was just passed, up to its end. Unlike
     * those of a module, they can only use each other and what is defined before them.
     */
    public List<TypeDefinition> definedInOrder(boolean group) {
        int start = cursor.index();
        if (group) {
            declareGroup();
        } else {
            declareType();
        }
        cursor.moveTo(start);
        List<TypeDefinition> definitions = new ArrayList<>();
        List<IndexSpace> fields = new ArrayList<>();
        if (group) {
            group(definitions, fields);
        } else {
            type(definitions, fields);
        }
        return definitions;
    }

    /** Gives their indices to the types of a field, {@code (type ...)} or {@code (rec ...)}. */
    void declare() {
        if (cursor.acceptForm("rec")) {
            declareGroup();
        } else {
            cursor.expectForm("type");
            declareType();
        }
    }

    private void declareGroup() {
        while (cursor.acceptForm("type")) {
            declareType();
        }
        cursor.expect(TokenKind.RIGHT);
    }

    private void declareType() {
        types.indices().define(cursor);
        cursor.skipRest(1);
    }

    /** Adds the types of a field, after all identifiers of types are known. */
    void define() {
        List<TypeDefinition> group = new ArrayList<>();
        List<IndexSpace> fields = new ArrayList<>();
        if (cursor.acceptForm("rec")) {
            group(group, fields);
        } else {
            cursor.expectForm("type");
            type(group, fields);
        }
        types.add(group, fields);
    }

    private void group(List<TypeDefinition> group, List<IndexSpace> fields) {
        while (cursor.acceptForm("type")) {
            type(group, fields);
        }
        cursor.expect(TokenKind.RIGHT);
    }

    private void type(List<TypeDefinition> group, List<IndexSpace> fields) {
        cursor.identifier();
        IndexSpace fieldsOfType = new IndexSpace("field");
        group.add(definition(fieldsOfType));
        fields.add(fieldsOfType);
        cursor.expect(TokenKind.RIGHT);
    }

    private TypeDefinition definition(IndexSpace fields) {
        if (!cursor.acceptForm("sub")) {
            return described(true, TypeSpace.NONE, fields);
        }
        boolean isFinal = cursor.acceptKeyword("final");
        int supertype = cursor.atIndex() ? types.indices().resolve(cursor) : TypeSpace.NONE;
        TypeDefinition definition = described(isFinal, supertype, fields);
        cursor.expect(TokenKind.RIGHT);
        return definition;
    }

    private TypeDefinition described(boolean isFinal, int supertype, IndexSpace fields) {
        int describes = relation("describes");
        int descriptor = relation("descriptor");
        return new TypeDefinition(isFinal, supertype, composite(fields), describes, descriptor);
    }

    /** The type in a form such as {@code (describes $t)}, which may be absent. */
    private int relation(String keyword) {
        if (!cursor.acceptForm(keyword)) {
            return TypeSpace.NONE;
        }
        int type = types.indices().resolve(cursor);
        cursor.expect(TokenKind.RIGHT);
        return type;
    }

    private CompositeType composite(IndexSpace fields) {
        cursor.expect(TokenKind.LEFT);
        int keyword = cursor.index();
        CompositeType type =
                switch (cursor.keyword()) {
                    case "func" -> uses.functionType(new IndexSpace("parameter"));
                    case "struct" -> struct(fields);
                    case "array" -> new ArrayType(field());
                    case "cont" -> new ContinuationType(continued());
                    default -> {
                        cursor.moveTo(keyword);
                        throw cursor.unexpected("func, struct, array or cont");
                    }
                };
        cursor.expect(TokenKind.RIGHT);
        return type;
    }

    private StructType struct(IndexSpace names) {
        List<FieldType> fields = new ArrayList<>();
        while (cursor.acceptForm("field")) {
            if (cursor.atDefinedName()) {
                names.define(cursor);
                fields.add(field());
            } else {
                while (!cursor.at(TokenKind.RIGHT)) {
                    fields.add(field());
                    names.defineAnonymous(1);
                }
            }
            cursor.expect(TokenKind.RIGHT);
        }
        return new StructType(fields);
    }

    private FieldType field() {
        boolean mutable = cursor.acceptForm("mut");
        FieldType field = new FieldType(storage(), mutable);
        if (mutable) {
            cursor.expect(TokenKind.RIGHT);
        }
        return field;
    }

    private StorageType storage() {
        for (PackedType type : PackedType.values()) {
            if (cursor.acceptKeyword(type.text())) {
                return type;
            }
        }
        return uses.valueType();
    }

    /** The function type of a continuation: {@code $f} or {@code (type $f)}. */
    private HeapType continued() {
        boolean form = cursor.acceptForm("type");
        HeapType type = new TypeIndex(types.indices().resolve(cursor));
        if (form) {
            cursor.expect(TokenKind.RIGHT);
        }
        return type;
    }
}
