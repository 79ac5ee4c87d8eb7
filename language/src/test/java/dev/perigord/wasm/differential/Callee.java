package dev.perigord.wasm.differential;

import dev.perigord.wasm.module.NumberType;
import java.util.List;

/**
 * A function that generated code may call.
 *
 * @param rounds if not 0, the first argument must be less: it says how often the function calls itself
 * @param cost how many instructions a call takes, roughly, at most
 */
record Callee(String name, List<NumberType> parameters, List<NumberType> results, int rounds, long cost) {
    /** The signature in text. */
    String type() {
        return list("param", parameters) + list("result", results);
    }

    static String list(String keyword, List<NumberType> types) {
        StringBuilder text = new StringBuilder();
        types.forEach(type ->
                text.append(" (").append(keyword).append(' ').append(type).append(')'));
        return text.toString();
    }
}
