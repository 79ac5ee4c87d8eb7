package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.component.wit.binary.EmbeddedWorld;
import dev.perigord.wasm.component.wit.model.Packages;
import dev.perigord.wasm.component.wit.model.WitInterface;
import dev.perigord.wasm.component.wit.model.WitWorld;
import dev.perigord.wasm.component.wit.model.WorldItem;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.pruning.ModulePruner;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * As much of adapters as is needed: functions that the module or another adapter imports, and those of exports of the
 * adapter's own world. What only other functions use is taken out, so that the component does not import it.
 */
final class Adapters {
    /** What adapters export besides: how they allocate memory. */
    private static final List<String> ALLOCATORS =
            List.of("cabi_realloc", "canonical_abi_realloc", "cabi_import_realloc", "cabi_export_realloc");

    private final Map<String, CoreModule> adapters = new LinkedHashMap<>();

    /** The names of exports that are needed, by adapter. */
    private final Map<String, Set<String>> required = new LinkedHashMap<>();

    /**
     * Adapters of a module.
     *
     * @param binaries by the names by which they are imported
     */
    Adapters(CoreModule main, Map<String, byte[]> binaries) {
        binaries.forEach((name, bytes) -> {
            CoreModule adapter = CoreModule.of(name, true, bytes);
            adapters.put(name, adapter);
            required.put(name, exportedByWorlds(adapter));
        });
        require(main);
    }

    private static Set<String> exportedByWorlds(CoreModule adapter) {
        Set<String> names = new HashSet<>();
        for (EmbeddedWorld embedded : adapter.worlds()) {
            exported(embedded.packages(), embedded.world(), names);
        }
        return names;
    }

    private static void exported(Packages packages, WitWorld world, Set<String> names) {
        world.exports().forEach((name, item) -> {
            WitInterface contents = packages.contents(item);
            if (item instanceof WorldItem.Function) {
                names.add(name);
            } else if (contents != null) {
                contents.functions().keySet().forEach(each -> names.add(ExportNames.function(name, item, each)));
                contents.types().keySet().forEach(each -> names.add(ExportNames.destructor(name, each)));
            }
        });
    }

    /** Notes what a module imports of adapters; says whether anything of that is new. */
    private boolean require(CoreModule module) {
        boolean changed = false;
        for (ModuleDefinition.Import each : module.definition().imports()) {
            Set<String> names = required.get(each.module());
            if (names != null && !each.module().equals(module.isAdapter() ? module.name() : null)) {
                changed |= names.add(UniqueImports.original(each).name());
            }
        }
        return changed;
    }

    /** The adapters without what nobody needs, by their names. */
    Map<String, CoreModule> needed() {
        Map<String, CoreModule> needed = new LinkedHashMap<>();
        boolean changed = true;
        while (changed) {
            changed = false;
            for (CoreModule adapter : adapters.values()) {
                Set<String> names = required.get(adapter.name());
                if (!names.isEmpty()) {
                    CoreModule pruned = prune(adapter, names);
                    needed.put(adapter.name(), pruned);
                    changed |= require(pruned);
                }
            }
        }
        needed.replaceAll((_, adapter) -> AdapterStack.allocate(adapter));
        return needed;
    }

    private static CoreModule prune(CoreModule adapter, Set<String> names) {
        byte[] pruned = ModulePruner.prune(
                adapter.definition(),
                export -> ALLOCATORS.contains(export) || names.contains(ExportNames.undecorated(export)));
        return adapter.with(pruned);
    }
}
