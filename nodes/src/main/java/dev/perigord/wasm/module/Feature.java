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
    /** Fixed-width SIMD. */
    SIMD,
    /** Tail calls. */
    TAIL_CALL,
    /** Typed function references. */
    TYPED_REFERENCES,
    /** Garbage collection. */
    GC,
    /** Relaxed SIMD. */
    RELAXED_SIMD,
    /** Exception handling with {@code try_table}. */
    EXCEPTIONS,
    /** Exception handling with {@code try}, which existing binaries use. */
    LEGACY_EXCEPTIONS,
    /** Wide arithmetic; only with the option of that name. */
    WIDE_ARITHMETIC,
    /** Custom descriptors; only with the option of that name. */
    CUSTOM_DESCRIPTORS,
    /** Stack switching; only with the option of that name. */
    STACK_SWITCHING
}
