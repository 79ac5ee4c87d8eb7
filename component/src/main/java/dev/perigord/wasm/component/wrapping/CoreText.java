package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.ValueType;
import java.util.List;

/** Core function types in the text format. */
final class CoreText {
    private CoreText() {}

    static String of(FunctionType type) {
        return "(func" + signature(type) + ")";
    }

    /** Parameters and results. */
    static String signature(FunctionType type) {
        return list("param", type.parameters()) + list("result", type.results());
    }

    private static String list(String keyword, List<ValueType> types) {
        return types.isEmpty()
                ? ""
                : " (" + keyword + " "
                        + String.join(" ", types.stream().map(ValueType::text).toList()) + ")";
    }
}
