package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.ValueType;
import java.util.List;

/** Core function types in the text format. */
final class CoreText {
    private CoreText() {}

    static String of(FunctionType type) {
        return "(func" + signature(type) + ")";
    }

    /** A memory's limits and what else is said of it. */
    static String of(ExternType.Memory memory) {
        boolean usual = memory.pageSizeLogarithm() == ExternType.Memory.DEFAULT_PAGE_SIZE_LOGARITHM;
        return memory.limits()
                + (memory.shared() ? " shared" : "")
                + (usual ? "" : " (pagesize " + (1L << memory.pageSizeLogarithm()) + ")");
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
