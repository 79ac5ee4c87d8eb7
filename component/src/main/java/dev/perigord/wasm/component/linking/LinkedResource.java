package dev.perigord.wasm.component.linking;

import dev.perigord.wasm.component.type.ResourceType;

/**
 * A resource type of the plan: types in the plan refer to {@link #type()} or an alias of it.
 *
 * @param origin where the host provides it, or null if a component defines it
 * @param instance the component instance that defines it, or {@link #NONE}
 * @param destructor the function slot of the destructor, or {@link #NONE}
 */
public record LinkedResource(int index, ResourceType type, ImportPath origin, int instance, int destructor) {
    /** There is none. */
    public static final int NONE = -1;

    /** Whether the host provides it. */
    public boolean isImported() {
        return origin != null;
    }
}
