package dev.perigord.wasm.module;

import java.util.List;
import java.util.stream.Collectors;

/** The type of a function or block (spec 2.3.8). */
public record FunctionType(List<ValueType> parameters, List<ValueType> results) {
    /** Copies both lists. */
    public FunctionType {
        parameters = List.copyOf(parameters);
        results = List.copyOf(results);
    }

    /** The type in the notation {@code [i32 i64] -> [f32]}. */
    @Override
    public String toString() {
        return text(parameters) + " -> " + text(results);
    }

    private static String text(List<ValueType> types) {
        return types.stream().map(ValueType::text).collect(Collectors.joining(" ", "[", "]"));
    }
}
