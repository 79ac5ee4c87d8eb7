package dev.perigord.wasm.component.type;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Replaces resource types, and value types that go by another name, in types. What contains nothing to be replaced is
 * returned as it is, and one object is always replaced by one object, so that sharing and the identity of names survive.
 */
public final class Substitution {
    private final IdentityHashMap<ResourceType, ResourceType> resources = new IdentityHashMap<>();
    private final IdentityHashMap<WitType, WitType> names = new IdentityHashMap<>();
    private final IdentityHashMap<DefinedType, DefinedType> done = new IdentityHashMap<>();

    /** From now on replaces a resource type and its aliases. */
    public void put(ResourceType from, ResourceType to) {
        resources.put(from.origin(), to);
        done.clear();
    }

    /** From now on replaces a value type by an equal one that is known under another name. */
    public void put(WitType from, WitType to) {
        if (from != to) {
            names.put(from, to);
            done.clear();
        }
    }

    /** The replacement of a resource type, or itself. */
    public ResourceType apply(ResourceType resource) {
        ResourceType target = resources.get(resource.origin());
        if (target == null) {
            return resource;
        }
        return resource == resource.origin()
                ? target
                : (ResourceType) done.computeIfAbsent(resource, _ -> target.alias(resource.name()));
    }

    /** Whether a resource type is replaced. */
    public boolean replaces(ResourceType resource) {
        return resources.containsKey(resource.origin());
    }

    private boolean leaves(boolean containsResources) {
        return names.isEmpty() && (!containsResources || resources.isEmpty());
    }

    /** A value type with replaced resources. */
    public WitType apply(WitType type) {
        if (type == null || leaves(type.containsResources())) {
            return type;
        }
        return (WitType) memoized(type);
    }

    /** A function type with replaced resources. */
    public WitFunctionType apply(WitFunctionType type) {
        if (leaves(type.containsResources())) {
            return type;
        }
        return (WitFunctionType) memoized(type);
    }

    /** A type with replaced resources. */
    public DefinedType apply(DefinedType type) {
        return leaves(type.containsResources()) ? type : memoized(type);
    }

    /** An item's type with replaced resources. */
    public ItemType apply(ItemType item) {
        return switch (item) {
            case CoreModuleType module -> module;
            case TypeItem(DefinedType type) -> {
                DefinedType replaced = apply(type);
                yield replaced == type ? item : new TypeItem(replaced);
            }
            case ValueItem(WitType type) -> {
                WitType replaced = apply(type);
                yield replaced == type ? item : new ValueItem(replaced);
            }
            case WitFunctionType function -> apply(function);
            case InstanceType instance -> (InstanceType) apply((DefinedType) instance);
            case ComponentType component -> (ComponentType) apply((DefinedType) component);
        };
    }

    private DefinedType memoized(DefinedType type) {
        DefinedType known = done.get(type);
        if (known == null) {
            known = replace(type);
            done.put(type, known);
        }
        return known;
    }

    private DefinedType replace(DefinedType type) {
        return switch (type) {
            case ResourceType resource -> apply(resource);
            case HandleType handle
            when !names.containsKey(handle) -> {
                ResourceType replaced = apply(handle.resource());
                yield replaced == handle.resource() ? handle : handle.withResource(replaced);
            }
            case WitType value -> value(value);
            case WitFunctionType function -> function(function);
            case InstanceType instance -> {
                Map<String, ItemType> exports = items(instance.exports());
                yield exports == null ? instance : new InstanceType(exports, resources(instance.resources()));
            }
            case ComponentType component -> {
                Map<String, ItemType> imports = items(component.imports());
                Map<String, ItemType> exports = items(component.exports());
                yield imports == null && exports == null
                        ? component
                        : new ComponentType(
                                imports == null ? component.imports() : imports,
                                exports == null ? component.exports() : exports,
                                resources(component.importedResources()),
                                resources(component.definedResources()));
            }
        };
    }

    private WitType value(WitType type) {
        WitType known = names.get(type);
        if (known != null) {
            return known;
        }
        List<WitType> parts = type.parts();
        List<WitType> replaced = new ArrayList<>(parts.size());
        boolean changed = false;
        for (WitType part : parts) {
            WitType newPart = apply(part);
            changed |= newPart != part;
            replaced.add(newPart);
        }
        return changed ? type.withParts(replaced) : type;
    }

    private WitFunctionType function(WitFunctionType type) {
        List<NamedType> parameters = new ArrayList<>(type.parameters().size());
        boolean changed = false;
        for (NamedType parameter : type.parameters()) {
            WitType replaced = apply(parameter.type());
            changed |= replaced != parameter.type();
            parameters.add(new NamedType(parameter.name(), replaced));
        }
        WitType result = apply(type.result());
        changed |= result != type.result();
        return changed ? new WitFunctionType(parameters, result, type.async()) : type;
    }

    /** The replaced items, or null if nothing changed. */
    private Map<String, ItemType> items(Map<String, ItemType> items) {
        Map<String, ItemType> replaced = new LinkedHashMap<>();
        boolean changed = false;
        for (Map.Entry<String, ItemType> entry : items.entrySet()) {
            ItemType item = apply(entry.getValue());
            changed |= item != entry.getValue();
            replaced.put(entry.getKey(), item);
        }
        return changed ? replaced : null;
    }

    private List<ResourceType> resources(List<ResourceType> bound) {
        return bound.stream().map(this::apply).toList();
    }
}
