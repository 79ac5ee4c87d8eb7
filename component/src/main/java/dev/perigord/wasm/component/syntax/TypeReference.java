package dev.perigord.wasm.component.syntax;

import dev.perigord.wasm.component.type.TypeKind;

/** Where a value type is used: a primitive type or an entry of the type index space (Binary.md {@code valtype}). */
public sealed interface TypeReference {
    /** A primitive type. */
    record Primitive(TypeKind kind) implements TypeReference {}

    /** An index into the type index space. */
    record Index(int index) implements TypeReference {}
}
