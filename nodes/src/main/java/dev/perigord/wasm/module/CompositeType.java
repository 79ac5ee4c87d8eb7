package dev.perigord.wasm.module;

/** What a type definition describes (spec 2.3.11). */
public sealed interface CompositeType permits FunctionType, StructType, ArrayType, ContinuationType {
    /** Whether values of this type may be used where {@code expected} is asked for (spec 3.3.9). */
    boolean matches(CompositeType expected);
}
