package dev.perigord.wasm.component.type;

import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.module.ValueType;
import java.util.ArrayList;
import java.util.List;

/**
 * The core function type that a component function has under the canonical ABI (CanonicalABI.md "Flattening").
 *
 * @param parametersInMemory whether the parameters are too many and travel as one pointer to a tuple
 * @param resultInMemory whether the result travels as a pointer
 */
public record FlatSignature(FunctionType type, boolean parametersInMemory, boolean resultInMemory) {
    /** A synchronous call has at most so many flat parameters. */
    public static final int MAX_PARAMETERS = Layout.MAX_FLAT;

    /** An asynchronously lowered call has at most so many flat parameters. */
    public static final int MAX_ASYNC_PARAMETERS = 4;

    /** A call has at most so many flat results. */
    public static final int MAX_RESULTS = 1;

    private static final List<ValueType> I32 = List.of(NumberType.I32);

    /** The core function that {@code canon lift} takes. */
    public static FlatSignature ofLift(WitFunctionType type, boolean async, boolean callback, PointerSize pointer) {
        Layout parameters = parameters(type, pointer);
        List<ValueType> address = List.of(pointer.type());
        boolean parametersInMemory = parameters.flatCount() > MAX_PARAMETERS;
        List<ValueType> core = parametersInMemory ? address : List.copyOf(parameters.flat());
        if (async) {
            List<ValueType> result = callback ? I32 : List.of();
            return new FlatSignature(new FunctionType(core, result), parametersInMemory, false);
        }
        boolean resultInMemory = resultCount(type) > MAX_RESULTS;
        List<ValueType> results = resultInMemory ? address : result(type, pointer);
        return new FlatSignature(new FunctionType(core, results), parametersInMemory, resultInMemory);
    }

    /** The core function that {@code canon lower} makes. */
    public static FlatSignature ofLower(WitFunctionType type, boolean async, PointerSize pointer) {
        Layout parameters = parameters(type, pointer);
        List<ValueType> address = List.of(pointer.type());
        boolean parametersInMemory = parameters.flatCount() > (async ? MAX_ASYNC_PARAMETERS : MAX_PARAMETERS);
        boolean resultInMemory = resultCount(type) > (async ? 0 : MAX_RESULTS);
        List<ValueType> core = new ArrayList<>(parametersInMemory ? address : parameters.flat());
        if (resultInMemory) {
            core.addAll(address);
        }
        List<ValueType> results = async ? I32 : resultInMemory ? List.of() : result(type, pointer);
        return new FlatSignature(new FunctionType(core, results), parametersInMemory, resultInMemory);
    }

    /** The parameters as the tuple that they are in memory. */
    public static Layout parameters(WitFunctionType type, PointerSize pointer) {
        return Layout.record(type.parameterTypes(), pointer);
    }

    private static int resultCount(WitFunctionType type) {
        return type.result() == null ? 0 : type.result().layout().flatCount();
    }

    private static List<ValueType> result(WitFunctionType type, PointerSize pointer) {
        return type.result() == null
                ? List.of()
                : List.copyOf(type.result().layout(pointer).flat());
    }
}
