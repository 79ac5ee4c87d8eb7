package dev.perigord.wasm.component.validation;

import dev.perigord.wasm.component.syntax.Sort;
import dev.perigord.wasm.component.type.ComponentType;
import dev.perigord.wasm.component.type.CoreModuleType;
import dev.perigord.wasm.component.type.DefinedType;
import dev.perigord.wasm.component.type.InstanceType;
import dev.perigord.wasm.component.type.ItemType;
import dev.perigord.wasm.component.type.ResourceType;
import dev.perigord.wasm.component.type.TypeItem;
import dev.perigord.wasm.component.type.ValueItem;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.Feature;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.InvalidException;
import dev.perigord.wasm.module.ValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The index spaces of a component, component type or instance type as they grow with each definition. */
final class Scope {
    private static final int MAX_ENTRIES = 1_000_000;

    final ScopeKind kind;
    final Scope parent;
    final Set<Feature> features;
    final List<CoreDefinedType> coreTypes = new ArrayList<>();
    final List<CoreModuleType> coreModules = new ArrayList<>();
    final List<Map<String, ExternType>> coreInstances = new ArrayList<>();
    final List<FunctionType> coreFunctions = new ArrayList<>();
    final List<ExternType> coreTables = new ArrayList<>();
    final List<ExternType> coreMemories = new ArrayList<>();
    final List<ExternType> coreGlobals = new ArrayList<>();
    final List<ExternType> coreTags = new ArrayList<>();
    final List<DefinedType> types = new ArrayList<>();
    final List<WitFunctionType> functions = new ArrayList<>();
    final List<InstanceType> instances = new ArrayList<>();
    final List<ComponentType> components = new ArrayList<>();
    final List<Value> values = new ArrayList<>();
    final List<ValidatedComponent> nested = new ArrayList<>();

    /** Resources that came in with imports. */
    final List<ResourceType> importedResources = new ArrayList<>();

    /** Resources that were made here: defined, exported as new, or made by instantiating. */
    final List<ResourceType> definedResources = new ArrayList<>();

    /** Those of them that this component defines, so that it may make them and look inside. */
    final Set<ResourceType> localResources = Collections.newSetFromMap(new IdentityHashMap<>());

    /** The type of the slots of threads that the component uses, or null. */
    ValueType slotType;

    final NamedItems imports;
    final NamedItems exports;

    /** A value, which somebody has to use exactly once (Binary.md "Start Definitions"). */
    static final class Value {
        final WitType type;
        boolean consumed;

        Value(WitType type) {
            this.type = type;
        }
    }

    /** The scope of a component that is in no other. */
    Scope(Set<Feature> features) {
        this(ScopeKind.COMPONENT, null, features);
    }

    /** A scope in another. */
    Scope(ScopeKind kind, Scope parent) {
        this(kind, parent, parent.features);
    }

    private Scope(ScopeKind kind, Scope parent, Set<Feature> features) {
        this.kind = kind;
        this.parent = parent;
        this.features = features;
        this.imports = new NamedItems("import");
        this.exports = new NamedItems("export");
    }

    /** Appends to an index space. */
    static <T> void add(List<T> space, T entry) {
        if (space.size() >= MAX_ENTRIES) {
            throw new InvalidException("more than " + MAX_ENTRIES + " definitions of one sort");
        }
        space.add(entry);
    }

    /** An entry of an index space. */
    static <T> T get(List<T> space, int index, String sort) {
        if (index < 0 || index >= space.size()) {
            throw new InvalidException(
                    "unknown " + sort + " " + Integer.toUnsignedString(index) + ": " + sort + " index out of bounds");
        }
        return space.get(index);
    }

    DefinedType type(int index) {
        return get(types, index, "type");
    }

    WitFunctionType function(int index) {
        return get(functions, index, "function");
    }

    FunctionType coreFunction(int index) {
        return get(coreFunctions, index, "core function");
    }

    /** The type of anything that can be an argument, an export or the target of an alias. */
    ItemType item(Sort sort, int index) {
        return switch (sort) {
            case CORE_MODULE -> get(coreModules, index, "module");
            case FUNC -> function(index);
            case TYPE -> new TypeItem(type(index));
            case COMPONENT -> get(components, index, "component");
            case INSTANCE -> get(instances, index, "instance");
            case VALUE -> new ValueItem(consumeValue(index));
            default -> throw new InvalidException("a " + sort.text() + " cannot be imported, exported or passed on");
        };
    }

    /** The type of a value, which now is used. */
    WitType consumeValue(int index) {
        Value value = get(values, index, "value");
        if (value.consumed) {
            throw new InvalidException("value " + index + " cannot be used more than once");
        }
        value.consumed = true;
        return value.type;
    }

    /** Checks that no value is left over. */
    void requireConsumedValues() {
        for (int i = 0; i < values.size(); i++) {
            if (!values.get(i).consumed) {
                throw new InvalidException("value " + i
                        + " is not used by an instantiation, a start function or an export; it must be used once");
            }
        }
    }

    /** Appends an imported, exported or aliased item to its index space. */
    void addItem(ItemType item) {
        switch (item) {
            case CoreModuleType module -> add(coreModules, module);
            case WitFunctionType function -> add(functions, function);
            case InstanceType instance -> add(instances, instance);
            case ComponentType component -> add(components, component);
            case TypeItem(DefinedType type) -> add(types, type);
            case ValueItem(WitType type) -> add(values, new Value(type));
        }
    }

    /** The type of a core definition that a core instance can export. */
    ExternType coreItem(Sort sort, int index) {
        return switch (sort) {
            case CORE_FUNC -> new ExternType.Function(coreFunction(index));
            case CORE_TABLE -> get(coreTables, index, "table");
            case CORE_MEMORY -> get(coreMemories, index, "memory");
            case CORE_GLOBAL -> get(coreGlobals, index, "global");
            case CORE_TAG -> get(coreTags, index, "tag");
            default -> throw new InvalidException("a core instance cannot export a " + sort.text());
        };
    }
}
