package dev.perigord.wasm.component.validation;

import dev.perigord.wasm.component.type.ComponentType;
import dev.perigord.wasm.component.type.CoreModuleType;
import dev.perigord.wasm.component.type.DefinedType;
import dev.perigord.wasm.component.type.HandleType;
import dev.perigord.wasm.component.type.InstanceType;
import dev.perigord.wasm.component.type.ItemType;
import dev.perigord.wasm.component.type.ResourceType;
import dev.perigord.wasm.component.type.TypeItem;
import dev.perigord.wasm.component.type.ValueItem;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.module.InvalidException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * The types that have a name outside of a scope. Resources, records, variants, enums and flags in the type of an import
 * or export must be among them (Explainer "External visibility of types").
 */
final class Visibility {
    private final Set<DefinedType> visible = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Makes the types of an import or export visible. */
    void add(ItemType item) {
        NamedItems.visibleTypes(item, visible);
    }

    /** Checks the type of something that is about to be imported or exported. */
    void require(ItemType item, String what) {
        if (!isVisible(item)) {
            throw new InvalidException(item.sort() + " not valid to be used as " + what + ": a type in it has no name");
        }
    }

    private boolean isVisible(ItemType item) {
        return switch (item) {
            case CoreModuleType _, ComponentType _ -> true;
            case WitFunctionType function -> areUsable(function);
            case InstanceType instance -> areVisible(instance);
            case ValueItem(WitType type) -> isUsable(type);
            case TypeItem(DefinedType type) ->
                switch (type) {
                    case ResourceType _, ComponentType _ -> true;
                    case HandleType handle -> visible.contains(handle.resource());
                    case WitType value -> value.parts().stream().allMatch(this::isUsable);
                    case WitFunctionType function -> areUsable(function);
                    case InstanceType instance -> areVisible(instance);
                };
        };
    }

    private boolean areVisible(InstanceType instance) {
        Visibility inner = new Visibility();
        inner.visible.addAll(visible);
        for (ItemType export : instance.exports().values()) {
            if (!inner.isVisible(export)) {
                return false;
            }
            inner.add(export);
        }
        return true;
    }

    private boolean areUsable(WitFunctionType function) {
        return function.parameterTypes().stream().allMatch(this::isUsable) && isUsable(function.result());
    }

    private boolean isUsable(WitType type) {
        if (type == null || visible.contains(type)) {
            return true;
        }
        if (type instanceof HandleType handle) {
            return visible.contains(handle.resource());
        }
        return !type.kind().needsName() && type.parts().stream().allMatch(this::isUsable);
    }
}
