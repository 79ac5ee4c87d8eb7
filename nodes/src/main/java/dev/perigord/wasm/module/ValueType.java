package dev.perigord.wasm.module;

/** The type of a value (spec 2.3.5). */
public sealed interface ValueType permits NumberType, ReferenceType {
    /** The name in the text format. */
    String text();
}
