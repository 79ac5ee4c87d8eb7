package dev.perigord.wasm.component.type;

import dev.perigord.wasm.module.ExternType;
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
            case ExternType.Function(var type) -> {
                var offered = ((ExternType.Function) actual).type();
                require(offered.equals(type), "expected: " + text(type) + ", found: " + text(offered));
            }
            case ExternType.Table table -> {
                ExternType.Table offered = (ExternType.Table) actual;
                require(
                        offered.elementType().equals(table.elementType()),
                        "expected table element type " + table.elementType() + ", found " + offered.elementType());
                require(offered.limits().matches(table.limits()), "mismatch in table limits");
            }
            case ExternType.Memory memory ->
                require(((ExternType.Memory) actual).limits().matches(memory.limits()), "mismatch in memory limits");
            case ExternType.Global global -> {
                ExternType.Global offered = (ExternType.Global) actual;
                require(offered.mutable() == global.mutable(), "global types differ in mutability");
                require(
                        offered.type().equals(global.type()),
                        "expected global type " + global.type() + ", found " + offered.type());
            }
        }
    }

    private static String sort(ExternType type) {
        return type instanceof ExternType.Function ? "func" : type.kind();
    }

    private static String text(dev.perigord.wasm.module.FunctionType type) {
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
