package dev.perigord.wasm.component.binary;

import dev.perigord.wasm.component.syntax.Definition;
import dev.perigord.wasm.component.syntax.Located;
import dev.perigord.wasm.component.syntax.TypeReference;
import dev.perigord.wasm.component.syntax.TypeSyntax;
import dev.perigord.wasm.text.ByteWriter;
import dev.perigord.wasm.text.TypeWriter;
import java.util.List;

/** Writes types (Binary.md "Type definitions"); what {@link TypeSyntaxReader} reads. */
final class TypeSyntaxWriter {
    private TypeSyntaxWriter() {}

    static void type(TypeSyntax type, ByteWriter out) {
        switch (type) {
            case TypeSyntax.Value value -> value(value, out);
            case TypeSyntax.Function(var parameters, var result, boolean async) -> {
                out.u8(async ? TypeSyntaxReader.ASYNC_FUNCTION : TypeSyntaxReader.FUNCTION);
                DefinitionWriter.vector(parameters, out, parameter -> {
                    DefinitionWriter.string(parameter.label(), out);
                    reference(parameter.type(), out);
                });
                resultList(result, out);
            }
            case TypeSyntax.Component(var declarations) -> {
                out.u8(TypeSyntaxReader.COMPONENT);
                declarations(declarations, out);
            }
            case TypeSyntax.Instance(var declarations) -> {
                out.u8(TypeSyntaxReader.INSTANCE);
                declarations(declarations, out);
            }
            case TypeSyntax.Resource(var representation, long destructor) -> {
                out.u8(TypeSyntaxReader.RESOURCE);
                TypeWriter.value(representation, out);
                boolean hasDestructor = destructor != TypeSyntax.Resource.NO_DESTRUCTOR;
                out.u8(hasDestructor ? 1 : 0);
                if (hasDestructor) {
                    out.u32((int) destructor);
                }
            }
        }
    }

    /** The result of a function, which may be null. */
    static void resultList(TypeReference result, ByteWriter out) {
        if (result == null) {
            out.u8(1);
            out.u8(0);
        } else {
            out.u8(0);
            reference(result, out);
        }
    }

    private static void value(TypeSyntax.Value type, ByteWriter out) {
        out.u8(type.kind().code());
        switch (type.kind()) {
            case RECORD -> {
                out.u32(type.labels().size());
                for (int i = 0; i < type.labels().size(); i++) {
                    DefinitionWriter.string(type.labels().get(i), out);
                    reference(type.parts().get(i), out);
                }
            }
            case VARIANT -> {
                out.u32(type.labels().size());
                for (int i = 0; i < type.labels().size(); i++) {
                    DefinitionWriter.string(type.labels().get(i), out);
                    optional(type.parts().get(i), out);
                    out.u8(0);
                }
            }
            case FLAGS, ENUM ->
                DefinitionWriter.vector(type.labels(), out, label -> DefinitionWriter.string(label, out));
            case LIST, OPTION, MAP -> type.parts().forEach(part -> reference(part, out));
            case FIXED_LIST -> {
                reference(type.parts().getFirst(), out);
                out.u32(type.number());
            }
            case TUPLE -> DefinitionWriter.vector(type.parts(), out, part -> reference(part, out));
            case RESULT, STREAM, FUTURE -> type.parts().forEach(part -> optional(part, out));
            case OWN, BORROW -> out.u32(type.number());
            default -> {}
        }
    }

    private static void optional(TypeReference type, ByteWriter out) {
        out.u8(type == null ? 0 : 1);
        if (type != null) {
            reference(type, out);
        }
    }

    /** A value type where it is used. */
    static void reference(TypeReference type, ByteWriter out) {
        switch (type) {
            case TypeReference.Primitive(var kind) -> out.u8(kind.code());
            case TypeReference.Index(int index) -> out.signed(Integer.toUnsignedLong(index));
        }
    }

    private static void declarations(List<Located> declarations, ByteWriter out) {
        DefinitionWriter.vector(declarations, out, located -> {
            Definition definition = located.definition();
            out.u8(
                    switch (ComponentSection.of(definition)) {
                        case CORE_TYPE -> TypeSyntaxReader.CORE_TYPE_DECLARATION;
                        case TYPE -> TypeSyntaxReader.TYPE_DECLARATION;
                        case ALIAS -> TypeSyntaxReader.ALIAS_DECLARATION;
                        case IMPORT -> TypeSyntaxReader.IMPORT_DECLARATION;
                        case EXPORT -> TypeSyntaxReader.EXPORT_DECLARATION;
                        default -> throw new IllegalArgumentException(definition.toString());
                    });
            DefinitionWriter.definition(definition, out);
        });
    }
}
