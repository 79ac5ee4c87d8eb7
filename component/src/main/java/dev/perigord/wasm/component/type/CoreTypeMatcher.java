package dev.perigord.wasm.component.type;

import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.InvalidException;

/** Decides whether a core definition may be imported where a type is expected (core spec 3.3 "Matching"). */
public final class CoreTypeMatcher {
    private CoreTypeMatcher() {}

    /**
     * Checks a core definition.
     *
     * @throws InvalidException if {@code actual} does not match {@code expected}; the message says why
     */
    public static void match(ExternType actual, ExternType expected) {
        boolean sameKind = actual.getClass() == expected.getClass();
        require(sameKind, "expected " + sort(expected) + ", found " + sort(actual));
        switch (expected) {
            case ExternType.Function function -> {
                FunctionType offered = ((ExternType.Function) actual).function();
                require(
                        actual.matches(expected),
                        "expected: " + text(function.function()) + ", found: " + text(offered));
            }
            case ExternType.Table table -> {
                ExternType.Table offered = (ExternType.Table) actual;
                require(
                        offered.elementType().equals(table.elementType()),
                        "expected table element type " + table.elementType() + ", found " + offered.elementType());
                require(actual.matches(expected), "mismatch in table limits");
            }
            case ExternType.Memory _ -> require(actual.matches(expected), "mismatch in memory limits");
            case ExternType.Global global -> {
                ExternType.Global offered = (ExternType.Global) actual;
                require(offered.mutable() == global.mutable(), "global types differ in mutability");
                require(
                        actual.matches(expected),
                        "expected global type " + global.type() + ", found " + offered.type());
            }
            case ExternType.Tag tag ->
                require(actual.matches(tag), "expected tag type " + tag.type() + ", found " + actual);
        }
    }

    private static String sort(ExternType type) {
        return type instanceof ExternType.Function ? "func" : type.kind();
    }

    private static String text(FunctionType type) {
        StringBuilder text = new StringBuilder("(func");
        if (!type.parameters().isEmpty()) {
            text.append(" (param");
            type.parameters().forEach(p -> text.append(' ').append(p.text()));
            text.append(')');
        }
        if (!type.results().isEmpty()) {
            text.append(" (result");
            type.results().forEach(r -> text.append(' ').append(r.text()));
            text.append(')');
        }
        return text.append(')').toString();
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new InvalidException(message);
        }
    }
}
