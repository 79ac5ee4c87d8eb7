package dev.perigord.wasm.component.instantiation;

import dev.perigord.wasm.component.type.InstanceType;
import dev.perigord.wasm.component.type.ItemType;
import dev.perigord.wasm.component.type.ResourceType;
import dev.perigord.wasm.component.type.TypeItem;
import dev.perigord.wasm.component.type.TypeMatcher;
import java.util.ArrayList;
import java.util.List;

/** The resources of an imported instance, which stand for whatever resources the provided instance has. */
final class OpenResources {
    private OpenResources() {}

    /** A matcher that binds all resources that the instance exports by name. */
    static TypeMatcher matcher(InstanceType wanted) {
        List<ResourceType> open = new ArrayList<>();
        for (ItemType item : wanted.exports().values()) {
            if (item instanceof TypeItem(ResourceType resource)) {
                open.add(resource);
            }
        }
        return new TypeMatcher(open);
    }
}
