package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.NumberType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The core functions around which the main module wants its hook called, its own and those of adapters. */
final class HookedFunctions {
    /** The type of the hook. */
    static final FunctionType HOOK = new FunctionType(List.of(NumberType.I32), List.of());

    /** A function with what it is called for. */
    record Hooked(CoreModule module, String export, FunctionType type, TaskHook hook) {}

    private record Name(String module, boolean isAdapter, String export) {}

    private final boolean wanted;
    private final List<Hooked> functions = new ArrayList<>();
    private final Map<Name, Integer> numbers = new LinkedHashMap<>();

    /** None yet. */
    HookedFunctions(CoreModule main) {
        wanted = main.exportedFunction(ExportNames.TASK_HOOK) != null;
        if (wanted) {
            main.require(ExportNames.TASK_HOOK, HOOK);
        }
    }

    /** Whether the main module has a hook. */
    boolean wanted() {
        return wanted;
    }

    /** Adds an exported function, unless it is there already; gives its number. */
    int add(CoreModule module, String export, TaskHook hook) {
        return numbers.computeIfAbsent(name(module, export), _ -> {
            functions.add(new Hooked(module, export, module.exportedFunction(export), hook));
            return functions.size() - 1;
        });
    }

    /** The number of a function that has been added. */
    int number(CoreModule module, String export) {
        return numbers.get(name(module, export));
    }

    /** The functions by their numbers. */
    List<Hooked> all() {
        return functions;
    }

    private static Name name(CoreModule module, String export) {
        return new Name(module.name(), module.isAdapter(), export);
    }
}
