package dev.perigord.wasm.component.linking;

import dev.perigord.wasm.component.type.DefinedType;
import dev.perigord.wasm.component.type.InstanceType;
import dev.perigord.wasm.component.type.ItemType;
import dev.perigord.wasm.component.type.ResourceType;
import dev.perigord.wasm.component.type.Substitution;
import dev.perigord.wasm.component.type.TypeItem;
import dev.perigord.wasm.component.validation.ValidatedComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One instance of a component while it is being inlined: its index spaces, and what its resource types stand for. */
final class Frame {
    final ValidatedComponent component;
    final Frame definedIn;
    final int instance;
    final int depth;
    final Map<String, LinkedItem> arguments;
    final Map<String, LinkedItem> exports = new LinkedHashMap<>();
    final List<LinkedItem.Module> modules = new ArrayList<>();
    final List<CoreInstance> coreInstances = new ArrayList<>();
    final List<CoreItem> coreFunctions = new ArrayList<>();
    final List<CoreItem> coreTables = new ArrayList<>();
    final List<CoreItem> coreMemories = new ArrayList<>();
    final List<CoreItem> coreGlobals = new ArrayList<>();
    final List<CoreItem> coreTags = new ArrayList<>();
    final List<LinkedItem.Function> functions = new ArrayList<>();
    final List<LinkedItem.Instance> instances = new ArrayList<>();
    final List<LinkedItem.Value> values = new ArrayList<>();
    final List<LinkedItem.Component> components = new ArrayList<>();
    final Substitution resources = new Substitution();

    /** How many types and nested components were defined so far. */
    int types;

    int nested;

    /** A core instance: either one that a module was instantiated to, or a collection. */
    record CoreInstance(int index, Map<String, CoreItem> collection) {
        CoreItem export(String name) {
            return collection == null ? new CoreItem.InstanceExport(index, name) : collection.get(name);
        }
    }

    Frame(ValidatedComponent component, Frame definedIn, int instance, int depth, Map<String, LinkedItem> arguments) {
        this.component = component;
        this.definedIn = definedIn;
        this.instance = instance;
        this.depth = depth;
        this.arguments = arguments;
    }

    /** Appends an item to its index space. */
    void add(LinkedItem item) {
        switch (item) {
            case LinkedItem.Module module -> modules.add(module);
            case LinkedItem.Function function -> functions.add(function);
            case LinkedItem.Instance instance -> instances.add(instance);
            case LinkedItem.Component component -> components.add(component);
            case LinkedItem.Value value -> values.add(value);
            case LinkedItem.Type _ -> types++;
        }
    }

    /** A type of the component as it is in this instance. */
    DefinedType type(int index) {
        return resources.apply(component.types().get(index));
    }

    /** Learns from an item what the resources of its declared type stand for. */
    void bind(ItemType declared, LinkedItem actual) {
        switch (declared) {
            case TypeItem(ResourceType resource)
            when actual instanceof LinkedItem.Type(ResourceType target) -> {
                if (!resources.replaces(resource)) {
                    resources.put(resource, target);
                }
            }
            case InstanceType instance
            when actual instanceof LinkedItem.Instance(var items) ->
                instance.exports().forEach((name, item) -> bind(item, items.get(name)));
            default -> {}
        }
    }
}
