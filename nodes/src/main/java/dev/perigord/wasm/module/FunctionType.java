package dev.perigord.wasm.module;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The type of a function or block (spec 2.3.8). */
public record FunctionType(List<ValueType> parameters, List<ValueType> results) implements CompositeType {
    /** Of functions and blocks without parameters and results. */
    public static final FunctionType NO_VALUES = new FunctionType(List.of(), List.of());

    /** There are many blocks of these types: they are made once. */
    private static final FunctionType[] RESULTING = Arrays.stream(NumberType.values())
            .map(type -> new FunctionType(List.of(), List.of(type)))
            .toArray(FunctionType[]::new);

    /** Copies both lists. */
    public FunctionType {
        parameters = List.copyOf(parameters);
        results = List.copyOf(results);
    }

    /** The type without parameters and with one number as result. */
    public static FunctionType resulting(NumberType type) {
        return RESULTING[type.ordinal()];
    }

    @Override
    public boolean matches(CompositeType expected) {
        return expected instanceof FunctionType function
                && match(function.parameters, parameters)
                && match(results, function.results);
    }

    /** Whether each type of a list matches the type at the same place of another one. */
    public static boolean match(List<ValueType> actual, List<ValueType> expected) {
        if (actual.size() != expected.size()) {
            return false;
        }
        for (int i = 0; i < actual.size(); i++) {
            if (!actual.get(i).matches(expected.get(i))) {
                return false;
            }
        }
        return true;
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
