package dev.perigord.wasm.component.instantiation;

import dev.perigord.wasm.component.host.HostFunction;
import dev.perigord.wasm.component.linking.ImportPath;
import dev.perigord.wasm.component.linking.LinkPlan;
import dev.perigord.wasm.component.linking.LinkedResource;
import dev.perigord.wasm.component.linking.RootImport;
import dev.perigord.wasm.component.runtime.WasmComponent;
import dev.perigord.wasm.component.type.CoreModuleType;
import dev.perigord.wasm.component.type.CoreTypeMatcher;
import dev.perigord.wasm.component.type.InstanceType;
import dev.perigord.wasm.component.type.ItemType;
import dev.perigord.wasm.component.type.ResourceType;
import dev.perigord.wasm.component.type.TypeItem;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.module.InvalidException;
import dev.perigord.wasm.runtime.LinkException;
import dev.perigord.wasm.runtime.WasmModule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Resolves all imports of a component, and reports everything that is missing at once. */
final class ImportResolver {
    private final WasmComponent component;
    private final HostFunction[] functions;
    private final Consumer<Object>[] destructors;
    private final Map<ImportPath, WasmModule> modules = new HashMap<>();
    private final Map<ImportPath, Integer> resources = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * Resolves.
     *
     * @throws LinkException if anything is missing or has the wrong type; the message lists all of it
     */
    ImportResolver(WasmComponent component, ComponentImports imports) {
        LinkPlan plan = component.plan();
        this.component = component;
        this.functions = new HostFunction[component.importedFunctions().size()];
        this.destructors = newDestructors(plan.resources().size());
        for (LinkedResource resource : plan.resources()) {
            if (resource.isImported()) {
                resources.put(resource.origin(), resource.index());
            }
        }
        for (String feature : plan.beyondPreview2()) {
            problems.add("not supported: " + feature);
        }
        for (int i = 0; i < plan.imports().size(); i++) {
            RootImport wanted = plan.imports().get(i);
            resolve(wanted.name(), wanted.type(), imports.find(wanted), new ImportPath(i, List.of()));
        }
        if (!problems.isEmpty()) {
            throw new LinkException(
                    "component " + component.name() + " cannot be instantiated:\n  " + String.join("\n  ", problems));
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Consumer<Object>[] newDestructors(int count) {
        return new Consumer[count];
    }

    HostFunction[] functions() {
        return functions;
    }

    Consumer<Object>[] destructors() {
        return destructors;
    }

    WasmModule module(ImportPath path) {
        return modules.get(path);
    }

    private void resolve(String name, ItemType type, ImportedItem item, ImportPath path) {
        if (item instanceof ImportedItem.Mismatch(String reason)) {
            problems.add("import `" + name + "`: expected " + text(type) + ", but " + reason);
            return;
        }
        switch (type) {
            case InstanceType instance -> resolveInstance(name, instance, item, path);
            case WitFunctionType _ -> {
                if (item instanceof ImportedItem.Function(HostFunction function)) {
                    functions[component.importedFunction(path)] = function;
                } else {
                    missing(name, type, item);
                }
            }
            case TypeItem(ResourceType _) -> {
                if (item instanceof ImportedItem.Resource(Consumer<Object> destructor) && resources.containsKey(path)) {
                    destructors[resources.get(path)] = destructor;
                }
            }
            case CoreModuleType module -> {
                if (item instanceof ImportedItem.Module(WasmModule found)) {
                    resolveModule(name, module, found, path);
                } else {
                    missing(name, type, item);
                }
            }
            case TypeItem _ -> {}
            default -> missing(name, type, item);
        }
    }

    private void resolveInstance(String name, InstanceType type, ImportedItem item, ImportPath path) {
        if (item != null && !(item instanceof ImportedItem.Instance)) {
            missing(name, type, item);
            return;
        }
        Map<String, ImportedItem> found =
                item instanceof ImportedItem.Instance(Map<String, ImportedItem> exports) ? exports : Map.of();
        type.exports().forEach((export, exportType) -> {
            List<String> longer = new ArrayList<>(path.path());
            longer.add(export);
            resolve(name + "#" + export, exportType, found.get(export), new ImportPath(path.index(), longer));
        });
    }

    private void resolveModule(String name, CoreModuleType type, WasmModule found, ImportPath path) {
        CoreModuleType offered = ContainedModule.typeOf(found.definition());
        for (CoreModuleType.Export wanted : type.exports()) {
            try {
                if (offered.export(wanted.name()) == null) {
                    throw new InvalidException("it has no export `" + wanted.name() + "`");
                }
                CoreTypeMatcher.match(offered.export(wanted.name()), wanted.type());
            } catch (InvalidException e) {
                problems.add("import `" + name + "`: " + e.getMessage());
            }
        }
        modules.put(path, found);
    }

    private void missing(String name, ItemType type, ImportedItem item) {
        String found = item == null ? "is missing" : "is a " + item.getClass().getSimpleName();
        problems.add("import `" + name + "` " + found + ", expected " + text(type));
    }

    private static String text(ItemType type) {
        return switch (type) {
            case WitFunctionType function -> function.toString();
            case TypeItem(var defined) -> defined.toString();
            default -> type.sort();
        };
    }
}
