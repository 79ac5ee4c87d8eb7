package dev.perigord.wasm.text;

import dev.perigord.wasm.module.HeapType;
import java.util.List;
import java.util.Map;

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

    /** A value of the component model, which gets its meaning from the type that is expected. */
    sealed interface Component extends ScriptValue {
        /** {@code (bool.const true)}. */
        record Bool(boolean value) implements Component {}

        /** {@code (u8.const 1)} and the like. */
        record Whole(long value) implements Component {}

        /** {@code (char.const "x")} and {@code (str.const "x")}. */
        record Text(String text) implements Component {}

        /** {@code (list.const ...)} and {@code (tuple.const ...)}. */
        record Sequence(List<ScriptValue> elements) implements Component {
            /** Copies the list. */
            public Sequence {
                elements = List.copyOf(elements);
            }
        }

        /** {@code (record.const (field "a" ...) ...)}. */
        record Fields(Map<String, ScriptValue> fields) implements Component {
            /** Copies the map. */
            public Fields {
                fields = Map.copyOf(fields);
            }
        }

        /**
         * A case of a variant, enum, option or result.
         *
         * @param payload what it carries, or {@code null}
         */
        record Case(String label, ScriptValue payload) implements Component {}

        /** {@code (flags.const "a" ...)}. */
        record Flags(List<String> labels) implements Component {
            /** Copies the list. */
            public Flags {
                labels = List.copyOf(labels);
            }
        }
    }

    /** A constant that the parser does not know. */
    record Unsupported(String text) implements ScriptValue {}
}
