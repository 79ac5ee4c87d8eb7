package dev.perigord.wasm.component.linking;

import dev.perigord.wasm.component.type.ResourceType;
import dev.perigord.wasm.module.InvalidException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A plan in the making: hands out indices and slots, the same slot for the same thing. */
final class PlanBuilder {
    private static final int MAX_STEPS = 1_000_000;

    private final List<RootImport> imports = new ArrayList<>();
    private final List<ComponentInstanceInfo> instances = new ArrayList<>();
    private final List<LinkedResource> resources = new ArrayList<>();
    private final IdentityHashMap<ResourceType, LinkedResource> resourcesByType = new IdentityHashMap<>();
    private final List<Trampoline> trampolines = new ArrayList<>();
    private final List<LiftedFunction> lifted = new ArrayList<>();
    private final List<LinkStep> steps = new ArrayList<>();
    private final Map<CoreItem, Integer> memories = new HashMap<>();
    private final Map<CoreItem, Integer> functions = new HashMap<>();
    private final Map<CoreItem, Integer> tables = new HashMap<>();
    private final Set<String> lacking = new LinkedHashSet<>();
    private int coreInstances;

    /** Notes that the component uses a feature that keeps it from being instantiated. */
    void lacks(String feature) {
        lacking.add(feature);
    }

    int importCount() {
        return imports.size();
    }

    void addImport(RootImport item) {
        imports.add(item);
    }

    int instanceCount() {
        return instances.size();
    }

    int addInstance(int parent, String name) {
        instances.add(new ComponentInstanceInfo(instances.size(), parent, name));
        return instances.size() - 1;
    }

    int instantiate(ModuleSource module, int componentInstance, List<CoreItem> arguments) {
        step(new LinkStep.InstantiateModule(coreInstances, module, componentInstance, arguments));
        return coreInstances++;
    }

    void importResource(ResourceType type, ImportPath origin) {
        addResource(new LinkedResource(resources.size(), type, origin, LinkedResource.NONE, LinkedResource.NONE));
    }

    void defineResource(ResourceType type, int instance, int destructor) {
        addResource(new LinkedResource(resources.size(), type, null, instance, destructor));
        step(new LinkStep.DefineResource(resources.getLast()));
    }

    private void addResource(LinkedResource resource) {
        resources.add(resource);
        resourcesByType.put(resource.type(), resource);
    }

    LinkedResource resource(ResourceType type) {
        return resourcesByType.get(type.origin());
    }

    int lift(LiftedFunction function) {
        lifted.add(function);
        step(new LinkStep.LiftFunction(lifted.size() - 1));
        return lifted.size() - 1;
    }

    CoreItem trampoline(Trampoline trampoline) {
        trampolines.add(trampoline);
        step(new LinkStep.MakeTrampoline(trampolines.size() - 1));
        return new CoreItem.Made(trampolines.size() - 1);
    }

    int memorySlot(CoreItem memory) {
        Integer known = memories.get(memory);
        if (known != null) {
            return known;
        }
        int slot = memories.size();
        memories.put(memory, slot);
        step(new LinkStep.ExtractMemory(slot, memory));
        return slot;
    }

    int functionSlot(CoreItem function) {
        Integer known = functions.get(function);
        if (known != null) {
            return known;
        }
        int slot = functions.size();
        functions.put(function, slot);
        step(new LinkStep.ExtractFunction(slot, function));
        return slot;
    }

    int tableSlot(CoreItem table) {
        Integer known = tables.get(table);
        if (known != null) {
            return known;
        }
        int slot = tables.size();
        tables.put(table, slot);
        step(new LinkStep.ExtractTable(slot, table));
        return slot;
    }

    private void step(LinkStep step) {
        if (steps.size() >= MAX_STEPS) {
            throw new InvalidException("instantiation would take more than " + MAX_STEPS + " steps");
        }
        steps.add(step);
    }

    LinkPlan build(Map<String, LinkedItem> exports, boolean isOpen) {
        return new LinkPlan(
                imports,
                instances,
                coreInstances,
                memories.size(),
                functions.size(),
                tables.size(),
                resources,
                trampolines,
                lifted,
                steps,
                exports(exports),
                isOpen,
                NewerFeatures.of(lacking, imports, trampolines));
    }

    private static Map<String, LinkedExport> exports(Map<String, LinkedItem> items) {
        Map<String, LinkedExport> exports = new LinkedHashMap<>();
        items.forEach((name, item) -> {
            if (!(item instanceof LinkedItem.Value)) {
                exports.put(name, export(item));
            }
        });
        return exports;
    }

    private static LinkedExport export(LinkedItem item) {
        return switch (item) {
            case LinkedItem.Module(var source) -> new LinkedExport.Module(source, source.type());
            case LinkedItem.Function(var source, var type) -> new LinkedExport.Function(source, type);
            case LinkedItem.Type(var type) -> new LinkedExport.Type(type);
            case LinkedItem.Value _ -> throw new IllegalArgumentException("a value");
            case LinkedItem.Component(var closure) -> new LinkedExport.Component(closure);
            case LinkedItem.Instance(var exports) -> new LinkedExport.Instance(exports(exports));
        };
    }
}
