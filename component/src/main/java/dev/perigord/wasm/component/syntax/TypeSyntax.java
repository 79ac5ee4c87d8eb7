package dev.perigord.wasm.component.syntax;

import dev.perigord.wasm.component.type.TypeKind;
import dev.perigord.wasm.module.ValueType;
import java.util.List;

/** A definition of a type (Binary.md {@code deftype}). */
public sealed interface TypeSyntax {
    /**
     * A value type. The kind decides what is used.
     *
     * @param labels of fields, cases or flags
     * @param parts the types of fields, payloads and elements in order; null where there is no payload
     * @param number the length of a fixed-length list, or the type index of a handle's resource
     */
    record Value(TypeKind kind, List<String> labels, List<TypeReference> parts, int number) implements TypeSyntax {}

    /** A function type; {@code result} may be null. */
    record Function(List<LabelledType> parameters, TypeReference result, boolean async) implements TypeSyntax {}

    /** A component type with its declarations. */
    record Component(List<Located> declarations) implements TypeSyntax {}

    /** An instance type with its declarations. */
    record Instance(List<Located> declarations) implements TypeSyntax {}

    /** A new resource type; {@code destructor} is a core function index or {@link #NO_DESTRUCTOR}. */
    record Resource(ValueType representation, long destructor) implements TypeSyntax {
        /** The resource has no destructor. */
        public static final long NO_DESTRUCTOR = -1;
    }
}
