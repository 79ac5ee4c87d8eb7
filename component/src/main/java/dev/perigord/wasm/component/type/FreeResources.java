package dev.perigord.wasm.component.type;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Finds out whether a type refers to a resource that the type does not introduce itself. */
public final class FreeResources {
    private final Set<ResourceType> bound = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<DefinedType> closed = Collections.newSetFromMap(new IdentityHashMap<>());

    private FreeResources() {}

    /** Whether a resource occurs free in a type. */
    public static boolean occurIn(DefinedType type) {
        return new FreeResources().in(type);
    }

    private boolean in(DefinedType type) {
        if (!type.containsResources() || closed.contains(type)) {
            return false;
        }
        boolean free =
                switch (type) {
                    case ResourceType resource -> !bound.contains(resource.origin());
                    case HandleType handle -> !bound.contains(handle.resource().origin());
                    case WitType value -> value.parts().stream().anyMatch(part -> part != null && in(part));
                    case WitFunctionType function ->
                        function.parameterTypes().stream().anyMatch(this::in)
                                || (function.result() != null && in(function.result()));
                    case InstanceType instance -> {
                        instance.resources().forEach(resource -> bound.add(resource.origin()));
                        yield instance.exports().values().stream().anyMatch(this::in);
                    }
                    case ComponentType component -> {
                        component.importedResources().forEach(resource -> bound.add(resource.origin()));
                        component.definedResources().forEach(resource -> bound.add(resource.origin()));
                        yield component.imports().values().stream().anyMatch(this::in)
                                || component.exports().values().stream().anyMatch(this::in);
                    }
                };
        if (!free) {
            closed.add(type);
        }
        return free;
    }

    private boolean in(ItemType item) {
        return switch (item) {
            case CoreModuleType _ -> false;
            case TypeItem(DefinedType type) -> in(type);
            case ValueItem(WitType type) -> in(type);
            case WitFunctionType function -> in((DefinedType) function);
            case InstanceType instance -> in((DefinedType) instance);
            case ComponentType component -> in((DefinedType) component);
        };
    }
}
