package dev.perigord.wasm.module;

/** The type of a value (spec 2.3.5). */
public sealed interface ValueType extends StorageType permits NumberType, ReferenceType {
    @Override
    default ValueType unpacked() {
        return this;
    }
}
