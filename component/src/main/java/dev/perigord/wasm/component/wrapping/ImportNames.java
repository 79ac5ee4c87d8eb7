package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.module.ModuleDefinition;
import java.util.List;

/**
 * How core modules name what they import, as the tools for WASI 0.2 do.
 *
 * @param module an interface, {@code $root}, or one of both behind {@code [export]}
 */
record ImportNames(String module, String name) {
    static final String ROOT = "$root";
    static final String EXPORT = "[export]";

    private static final String STANDARD = "cm32p2";
    private static final String STANDARD_EXPORT = "_ex_";

    /** The names of an import, which may begin with {@code cm32p2} (BuildTargets.md). */
    static ImportNames of(ModuleDefinition.Import imported) {
        if (!imported.module().startsWith(STANDARD)) {
            return new ImportNames(imported.module(), imported.name());
        }
        String rest = imported.module().substring(STANDARD.length());
        String item = rest.startsWith("|") ? rest.substring(1) : rest;
        boolean exported = item.startsWith(STANDARD_EXPORT);
        String plain = exported ? item.substring(STANDARD_EXPORT.length()) : item;
        return new ImportNames((exported ? EXPORT : "") + (plain.isEmpty() ? ROOT : plain), name(imported.name()));
    }

    /** Names of WIT have no underscore, so what ends with one of these is a built-in. */
    private static String name(String name) {
        for (String operation : List.of("drop", "new", "rep")) {
            if (name.endsWith("_" + operation)) {
                return "[resource-" + operation + "]" + name.substring(0, name.length() - operation.length() - 1);
            }
        }
        return name;
    }

    boolean isExport() {
        return module.startsWith(EXPORT);
    }

    /** The interface's name, or {@code $root}. */
    String item() {
        return isExport() ? module.substring(EXPORT.length()) : module;
    }
}
