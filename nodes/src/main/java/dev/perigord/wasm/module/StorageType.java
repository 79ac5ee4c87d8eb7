package dev.perigord.wasm.module;

/** What a field holds (spec 2.3.9). */
public sealed interface StorageType permits ValueType, PackedType {
    /** The name in the text format. */
    String text();

    /** The type on the operand stack. */
    ValueType unpacked();

    /** Whether this is the same type as {@code expected} or a subtype (spec 3.3.10). */
    boolean matches(StorageType expected);
}
