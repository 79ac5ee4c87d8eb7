package dev.perigord.wasm.component.binary;

import dev.perigord.wasm.component.syntax.Definition;
import dev.perigord.wasm.component.syntax.LabelledType;
import dev.perigord.wasm.component.syntax.Located;
import dev.perigord.wasm.component.syntax.TypeReference;
import dev.perigord.wasm.component.syntax.TypeSyntax;
import dev.perigord.wasm.component.type.TypeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;

/** Reads types (Binary.md "Type definitions"). */
final class TypeSyntaxReader {
    static final int RESOURCE = 0x3F;
    static final int FUNCTION = 0x40;
    static final int COMPONENT = 0x41;
    static final int INSTANCE = 0x42;
    static final int ASYNC_FUNCTION = 0x43;

    static final int CORE_TYPE_DECLARATION = 0;
    static final int TYPE_DECLARATION = 1;
    static final int ALIAS_DECLARATION = 2;
    static final int IMPORT_DECLARATION = 3;
    static final int EXPORT_DECLARATION = 4;

    private final ByteReader reader;
    private final DefinitionReader definitions;
    private int nesting;

    TypeSyntaxReader(ByteReader reader, DefinitionReader definitions, int nesting) {
        this.reader = reader;
        this.definitions = definitions;
        this.nesting = nesting;
    }

    TypeSyntax definition() {
        int start = reader.position();
        int code = reader.u8();
        return switch (code) {
            case RESOURCE -> {
                var representation = new CoreTypeReader(reader).valueType();
                boolean hasDestructor = reader.flag("resource destructor");
                yield new TypeSyntax.Resource(
                        representation,
                        hasDestructor ? Integer.toUnsignedLong(reader.u32()) : TypeSyntax.Resource.NO_DESTRUCTOR);
            }
            case FUNCTION, ASYNC_FUNCTION ->
                new TypeSyntax.Function(
                        reader.vector(() -> new LabelledType(reader.name(), reference())),
                        resultList(),
                        code == ASYNC_FUNCTION);
            case COMPONENT -> new TypeSyntax.Component(declarations(this::componentDeclaration));
            case INSTANCE -> new TypeSyntax.Instance(declarations(this::instanceDeclaration));
            default -> {
                TypeKind kind = TypeKind.ofCode(code);
                if (kind == null) {
                    throw ByteReader.malformedAt(start, String.format("invalid leading byte 0x%x for type", code));
                }
                yield value(kind);
            }
        };
    }

    /** The result of a function, or null. */
    TypeReference resultList() {
        if (!reader.flag("component function results")) {
            return reference();
        }
        reader.expect(0, "component function results");
        return null;
    }

    private TypeSyntax.Value value(TypeKind kind) {
        List<String> labels = List.of();
        List<TypeReference> parts = List.of();
        int number = 0;
        switch (kind) {
            case RECORD -> {
                List<LabelledType> fields = reader.vector(() -> new LabelledType(reader.name(), reference()));
                labels = fields.stream().map(LabelledType::label).toList();
                parts = fields.stream().map(LabelledType::type).toList();
            }
            case VARIANT -> {
                List<LabelledType> cases = reader.vector(this::variantCase);
                labels = cases.stream().map(LabelledType::label).toList();
                parts = cases.stream().map(LabelledType::type).toList();
            }
            case FLAGS, ENUM -> labels = reader.vector(reader::name);
            case LIST, OPTION -> parts = List.of(reference());
            case FIXED_LIST -> {
                parts = List.of(reference());
                number = reader.u32();
            }
            case TUPLE -> parts = reader.vector(this::reference);
            case RESULT -> parts = Arrays.asList(optionalReference(), optionalReference());
            case STREAM, FUTURE -> parts = Collections.singletonList(optionalReference());
            case MAP -> parts = List.of(reference(), reference());
            case OWN, BORROW -> number = reader.u32();
            default -> {}
        }
        return new TypeSyntax.Value(kind, labels, parts, number);
    }

    private LabelledType variantCase() {
        LabelledType one = new LabelledType(reader.name(), optionalReference());
        reader.expect(0, "variant case");
        return one;
    }

    private TypeReference optionalReference() {
        return reader.optional(this::reference, "optional type");
    }

    /** A value type where it is used. */
    TypeReference reference() {
        int start = reader.position();
        long code = reader.s33();
        if (code >= 0) {
            return new TypeReference.Index((int) code);
        }
        boolean oneByte = reader.position() - start == 1;
        TypeKind kind = oneByte ? TypeKind.ofCode((int) code & 0x7F) : null;
        if (kind == null || !kind.isPrimitive()) {
            throw ByteReader.malformedAt(start, "invalid value type");
        }
        return new TypeReference.Primitive(kind);
    }

    private List<Located> declarations(IntFunction<Definition> declaration) {
        nesting++;
        if (nesting > ComponentDecoder.MAX_NESTING) {
            throw reader.malformed("types are nested too deeply");
        }
        List<Located> declarations = new ArrayList<>(reader.vector(() -> {
            int start = reader.position();
            return new Located(start, declaration.apply(reader.u8()));
        }));
        nesting--;
        return declarations;
    }

    private Definition componentDeclaration(int code) {
        return code == IMPORT_DECLARATION ? definitions.importDefinition() : instanceDeclaration(code);
    }

    private Definition instanceDeclaration(int code) {
        return switch (code) {
            case CORE_TYPE_DECLARATION -> definitions.coreType();
            case TYPE_DECLARATION -> definitions.type();
            case ALIAS_DECLARATION -> definitions.alias();
            case EXPORT_DECLARATION -> definitions.exportDeclaration();
            default ->
                throw ByteReader.malformedAt(
                        reader.position() - 1, String.format("invalid leading byte 0x%x for declaration", code));
        };
    }
}
