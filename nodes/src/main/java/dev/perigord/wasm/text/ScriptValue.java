package dev.perigord.wasm.text;

import dev.perigord.wasm.module.HeapType;

/** A constant of a script: an argument or an expected result. */
public sealed interface ScriptValue {
    /** {@code (i32.const N)}. */
    record I32(int value) implements ScriptValue {}

    /** {@code (i64.const N)}. */
    record I64(long value) implements ScriptValue {}

    /** {@code (f32.const X)}, as bits because a NaN's payload counts. */
    record F32(int bits) implements ScriptValue {}

    /** {@code (f64.const X)}, as bits because a NaN's payload counts. */
    record F64(long bits) implements ScriptValue {}

    /** {@code (v128.const SHAPE X...)}, as the first and the last eight bytes. */
    record V128(long low, long high) implements ScriptValue {}

    /** {@code (ref.null func)}. */
    record NullReference(HeapType type) implements ScriptValue {}

    /** {@code (ref.extern N)}: an external reference that only equals the one with the same number. */
    record ExternReference(int number) implements ScriptValue {}

    /** {@code (ref.host N)}: a reference from the host that only equals the one with the same number. */
    record HostReference(int number) implements ScriptValue {}

    /** {@code (ref.func N)}: a function of the current module. */
    record FunctionReference(int index) implements ScriptValue {}

    /** A constant that the parser does not know yet. */
    record Unsupported(String text) implements ScriptValue {}
}
