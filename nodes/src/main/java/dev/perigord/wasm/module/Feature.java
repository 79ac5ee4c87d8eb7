package dev.perigord.wasm.module;

import java.util.Locale;
import java.util.Set;

/** The proposals that WebAssembly consists of. */
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
    /** Threads: shared memories and atomic accesses. */
    THREADS,
    /** More than one memory in a module; can be switched off. */
    MULTIPLE_MEMORIES,
    /** More than one table in a module; can be switched off. */
    MULTIPLE_TABLES,
    /** 64-bit addresses of memories and indices of tables; can be switched off. */
    MEMORY64,
    /** Memories whose pages are not 64 KiB; only with the option of that name. */
    CUSTOM_PAGE_SIZES,
    /** Wide arithmetic; only with the option of that name. */
    WIDE_ARITHMETIC,
    /** Custom descriptors; only with the option of that name. */
    CUSTOM_DESCRIPTORS,
    /** Stack switching; only with the option of that name. */
    STACK_SWITCHING;

    /** The features that are there unless they are switched off, as for programs that must run on older engines, too. */
    public static final Set<Feature> DEFAULT = Set.of(MULTIPLE_MEMORIES, MULTIPLE_TABLES, MEMORY64);

    /** Whether the proposal is not part of WebAssembly 3.0 and therefore only there when asked for. */
    public boolean isOptional() {
        return this == CUSTOM_PAGE_SIZES
                || this == WIDE_ARITHMETIC
                || this == CUSTOM_DESCRIPTORS
                || this == STACK_SWITCHING;
    }

    /** The name of the option that switches the feature on or off. */
    public String option() {
        StringBuilder name = new StringBuilder("wasm.");
        for (String word : name().split("_")) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }
}
