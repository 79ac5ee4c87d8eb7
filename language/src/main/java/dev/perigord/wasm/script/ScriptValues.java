package dev.perigord.wasm.script;

import com.oracle.truffle.api.interop.TruffleObject;
import dev.perigord.wasm.module.AbstractHeapType;
import dev.perigord.wasm.module.MalformedException;
import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.runtime.Null;
import dev.perigord.wasm.runtime.References;
import dev.perigord.wasm.runtime.Vector128;
import dev.perigord.wasm.runtime.WasmFunction;
import dev.perigord.wasm.runtime.WasmInstance;
import dev.perigord.wasm.text.ResultPattern;
import dev.perigord.wasm.text.ScriptValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The constants and patterns of scripts. */
final class ScriptValues {
    private final Map<Integer, External> externals = new ConcurrentHashMap<>();

    /** What {@code (ref.extern N)} stands for: one object for each number. */
    private record External(int number) implements TruffleObject {}

    Object toWasm(ScriptValue value, WasmInstance instance) {
        return switch (value) {
            case ScriptValue.I32(int number) -> number;
            case ScriptValue.I64(long number) -> number;
            case ScriptValue.F32(int bits) -> Float.intBitsToFloat(bits);
            case ScriptValue.F64(long bits) -> Double.longBitsToDouble(bits);
            case ScriptValue.V128(long low, long high) -> new Vector128(low, high);
            case ScriptValue.NullReference _ -> Null.INSTANCE;
            case ScriptValue.ExternReference(int number) -> external(number);
            case ScriptValue.HostReference(int number) -> external(number);
            case ScriptValue.FunctionReference(int index) -> instance.function(index);
            case ScriptValue.Component component ->
                throw new MalformedException(component + " is no value of a core module");
            case ScriptValue.Unsupported unsupported ->
                throw new MalformedException("unsupported constant " + unsupported.text());
        };
    }

    private External external(int number) {
        return externals.computeIfAbsent(number, External::new);
    }

    boolean matches(Object actual, ResultPattern pattern) {
        return switch (pattern) {
            case ResultPattern.Exactly(ScriptValue value) -> equal(actual, value);
            case ResultPattern.CanonicalNan(NumberType type) ->
                type == NumberType.F32
                        ? actual instanceof Float f && (Float.floatToRawIntBits(f) & 0x7FFF_FFFF) == 0x7FC0_0000
                        : actual instanceof Double d
                                && (Double.doubleToRawLongBits(d) & Long.MAX_VALUE) == 0x7FF8_0000_0000_0000L;
            case ResultPattern.ArithmeticNan(NumberType type) ->
                type == NumberType.F32
                        ? actual instanceof Float f && (Float.floatToRawIntBits(f) & 0x7FC0_0000) == 0x7FC0_0000
                        : actual instanceof Double d
                                && (Double.doubleToRawLongBits(d) & 0x7FF8_0000_0000_0000L) == 0x7FF8_0000_0000_0000L;
            case ResultPattern.Vector expected -> actual instanceof Vector128 vector && lanesMatch(vector, expected);
            case ResultPattern.AnyReference any when any.isNull() -> actual == Null.INSTANCE;
            case ResultPattern.AnyReference any ->
                switch (any.kind()) {
                    case "extern", "any" -> actual != Null.INSTANCE;
                    case "host" -> actual instanceof External;
                    case String kind ->
                        References.isOf(actual, AbstractHeapType.valueOf(kind.toUpperCase(Locale.ROOT)));
                };
            case ResultPattern.Either either -> either.alternatives().stream().anyMatch(p -> matches(actual, p));
        };
    }

    private boolean lanesMatch(Vector128 actual, ResultPattern.Vector expected) {
        for (int i = 0; i < expected.lanes().size(); i++) {
            if (!matches(lane(actual, expected.laneType(), i), expected.lanes().get(i))) {
                return false;
            }
        }
        return true;
    }

    private static Object lane(Vector128 vector, NumberType type, int index) {
        if (type == NumberType.F64) {
            return Double.longBitsToDouble(index == 0 ? vector.low() : vector.high());
        }
        long half = index < 2 ? vector.low() : vector.high();
        return Float.intBitsToFloat((int) (half >>> (index % 2 * Float.SIZE)));
    }

    private boolean equal(Object actual, ScriptValue expected) {
        return switch (expected) {
            case ScriptValue.I32(int number) -> actual instanceof Integer i && i == number;
            case ScriptValue.I64(long number) -> actual instanceof Long l && l == number;
            case ScriptValue.F32(int bits) -> actual instanceof Float f && Float.floatToRawIntBits(f) == bits;
            case ScriptValue.F64(long bits) -> actual instanceof Double d && Double.doubleToRawLongBits(d) == bits;
            case ScriptValue.V128(long low, long high) -> new Vector128(low, high).equals(actual);
            case ScriptValue.NullReference _ -> actual == Null.INSTANCE;
            case ScriptValue.ExternReference(int number) -> actual == externals.get(number);
            case ScriptValue.HostReference(int number) -> actual == externals.get(number);
            case ScriptValue.FunctionReference _ -> actual instanceof WasmFunction;
            case ScriptValue.Component _, ScriptValue.Unsupported _ -> false;
        };
    }

    String describe(Object[] values) {
        return Arrays.stream(values).map(ScriptValues::describe).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String describe(Object value) {
        return switch (value) {
            case Integer i -> "i32 " + i;
            case Long l -> "i64 " + l;
            case Float f -> "f32 " + f + " (0x" + Integer.toHexString(Float.floatToRawIntBits(f)) + ")";
            case Double d -> "f64 " + d + " (0x" + Long.toHexString(Double.doubleToRawLongBits(d)) + ")";
            case Vector128 vector -> "v128 " + vector;
            case Null _ -> "null";
            case WasmFunction function -> "function " + function.code().name();
            default -> value.toString();
        };
    }
}
