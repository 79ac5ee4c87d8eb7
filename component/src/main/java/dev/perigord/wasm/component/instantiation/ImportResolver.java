package dev.perigord.wasm.component.instantiation;

import dev.perigord.wasm.component.host.HostFunction;
import dev.perigord.wasm.component.linking.ImportPath;
import dev.perigord.wasm.component.linking.LinkPlan;
import dev.perigord.wasm.component.linking.LinkedResource;
import dev.perigord.wasm.component.linking.RootImport;
import dev.perigord.wasm.component.name.InterfaceName;
import dev.perigord.wasm.component.runtime.ComponentFunction;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.runtime.ComponentStore;
import dev.perigord.wasm.component.runtime.LinkedImports;
import dev.perigord.wasm.component.runtime.ResourceTypes;
import dev.perigord.wasm.component.runtime.RuntimeResource;
import dev.perigord.wasm.component.runtime.WasmComponent;
import dev.perigord.wasm.component.type.ComponentType;
import dev.perigord.wasm.component.type.CoreModuleType;
import dev.perigord.wasm.component.type.DefinedType;
import dev.perigord.wasm.component.type.InstanceType;
import dev.perigord.wasm.component.type.ItemType;
import dev.perigord.wasm.component.type.ResourceType;
import dev.perigord.wasm.component.type.TypeItem;
import dev.perigord.wasm.component.type.TypeMatcher;
import dev.perigord.wasm.component.type.ValueItem;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.module.InvalidException;
import dev.perigord.wasm.runtime.LinkException;
import dev.perigord.wasm.runtime.WasmModule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Resolves all imports of a component, and reports everything that is missing at once. Types of other instances must match
 * those of the imports; the resource types that the component imports become theirs.
 */
final class ImportResolver implements ResourceTypes {
    private final WasmComponent component;
    private final ComponentStore store;
    private final HostFunction[] functions;
    private final RuntimeResource[] resources;
    private final Consumer<Object>[] destructors;
    private final Set<ComponentInstance> providers = new LinkedHashSet<>();
    private final Map<ImportPath, WasmModule> modules = new HashMap<>();
    private final Map<ImportPath, WasmComponent> components = new LinkedHashMap<>();
    private final Map<ImportPath, LinkedResource> origins = new HashMap<>();
    private final TypeMatcher matcher;
    private final List<String> problems = new ArrayList<>();

    /**
     * Resolves.
     *
     * @throws LinkException if anything is missing or has the wrong type; the message lists all of it
     */
    ImportResolver(WasmComponent component, ComponentImports imports, ComponentStore store) {
        LinkPlan plan = component.plan();
        this.component = component;
        this.store = store;
        this.functions = new HostFunction[component.importedFunctions().size()];
        this.resources = new RuntimeResource[plan.resources().size()];
        this.destructors = newDestructors(plan.resources().size());
        for (LinkedResource resource : plan.resources()) {
            if (resource.isImported()) {
                origins.put(resource.origin(), resource);
            }
        }
        this.matcher = new TypeMatcher(
                origins.values().stream().map(LinkedResource::type).toList());
        imports.connect(this);
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
        origins.forEach((path, resource) -> {
            if (resources[resource.index()] == null) {
                bind(resource, RuntimeResource.ofHost(resource.type().name(), interfaceName(path)), null);
            }
        });
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Consumer<Object>[] newDestructors(int count) {
        return new Consumer[count];
    }

    LinkedImports imports() {
        return new LinkedImports(functions, resources, destructors, modules, providers);
    }

    /** The imported components. */
    Map<ImportPath, WasmComponent> components() {
        return components;
    }

    @Override
    public RuntimeResource resource(ResourceType type) {
        return resources[component.plan().resource(type).index()];
    }

    private void resolve(String name, ItemType type, ImportedItem item, ImportPath path) {
        if (item instanceof ImportedItem.Mismatch(String reason)) {
            problems.add("import `" + name + "`: expected " + text(type) + ", but " + reason);
            return;
        }
        switch (type) {
            case InstanceType instance -> resolveInstance(name, instance, item, path);
            case WitFunctionType function -> resolveFunction(name, function, item, path);
            case TypeItem(DefinedType wanted) -> resolveType(name, wanted, item, path);
            case CoreModuleType module -> {
                if (item instanceof ImportedItem.Module(WasmModule found)) {
                    resolveModule(name, module, found, path);
                } else {
                    missing(name, type, item);
                }
            }
            case ValueItem _ -> {}
            case ComponentType wanted -> {
                if (item instanceof ImportedItem.Component(WasmComponent found)) {
                    components.put(path, found);
                    match(name, found.definition().type(), wanted);
                } else {
                    missing(name, type, item);
                }
            }
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

    private void resolveFunction(String name, WitFunctionType wanted, ImportedItem item, ImportPath path) {
        if (!(item instanceof ImportedItem.Function(HostFunction function, WitFunctionType found))) {
            missing(name, wanted, item);
            return;
        }
        if (found != null) {
            match(name, found, wanted);
        }
        if (function instanceof ComponentFunction linked) {
            providers.add(linked.instance());
        }
        functions[component.importedFunction(path)] = function;
    }

    private void resolveType(String name, DefinedType wanted, ImportedItem item, ImportPath path) {
        LinkedResource origin = origins.get(path);
        switch (item) {
            case ImportedItem.Type(DefinedType found, RuntimeResource resource, var destructor) -> {
                match(name, new TypeItem(found), new TypeItem(wanted));
                if (origin != null && resource != null) {
                    bind(origin, resource, destructor);
                }
            }
            case ImportedItem.Resource(Object identity, var destructor)
            when origin != null -> {
                String label = origin.type().name();
                Object key = identity != null ? identity : canonical(name);
                bind(origin, store.hostResource(key, label, interfaceName(path)), destructor);
            }
            case null, default -> {}
        }
    }

    /** The interface that brings a resource type in, or an empty string. */
    private String interfaceName(ImportPath path) {
        return path.path().isEmpty()
                ? ""
                : component.plan().imports().get(path.index()).name();
    }

    /** The name of a resource type in an interface, the same for all compatible versions. */
    private static String canonical(String name) {
        int separator = name.indexOf('#');
        String interfaceName = separator < 0 ? name : name.substring(0, separator);
        return InterfaceName.tryParse(interfaceName)
                .map(parsed -> parsed.canonical() + name.substring(separator))
                .orElse(name);
    }

    private void bind(LinkedResource resource, RuntimeResource found, Consumer<Object> destructor) {
        resources[resource.index()] = found;
        destructors[resource.index()] = destructor;
        matcher.match(new TypeItem(found.type()), new TypeItem(resource.type()));
        if (found.isGuest()) {
            providers.add(found.definer());
        }
    }

    private void match(String name, ItemType found, ItemType wanted) {
        try {
            matcher.match(found, wanted);
        } catch (InvalidException e) {
            problems.add("import `" + name + "`: expected " + text(wanted) + ", found " + text(found) + ": "
                    + e.getMessage());
        }
    }

    private void resolveModule(String name, CoreModuleType type, WasmModule found, ImportPath path) {
        match(name, CoreModuleType.of(found.definition()), type);
        modules.put(path, found);
    }

    private void missing(String name, ItemType type, ImportedItem item) {
        String found = item == null
                ? "is missing"
                : "is a " + item.getClass().getSimpleName().toLowerCase(Locale.ROOT);
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
