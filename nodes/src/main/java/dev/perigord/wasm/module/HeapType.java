package dev.perigord.wasm.module;

/** What a reference refers to (spec 2.3.3). */
public sealed interface HeapType permits AbstractHeapType, TypeIndex, DefinedType, ExactType, UnknownHeapType {
    /** The name in the text format. */
    String text();

    /** The type above all others of the same hierarchy. */
    AbstractHeapType top();

    /** Whether this is the same type as {@code expected} or a subtype (spec 3.3.3). */
    boolean matches(HeapType expected);
}
