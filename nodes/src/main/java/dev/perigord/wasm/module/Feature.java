package dev.perigord.wasm.module;

/** The proposals that brought WebAssembly's instructions, in the order in which they were merged. */
public enum Feature {
    /** WebAssembly 1.0. */
    MVP,
    /** Sign-extension operators. */
    SIGN_EXTENSION,
    /** Non-trapping float-to-integer conversions. */
    SATURATING_CONVERSION,
    /** Bulk memory operations. */
    BULK_MEMORY,
    /** Reference types. */
    REFERENCE_TYPES,
    /** Tail calls. */
    TAIL_CALL
}
