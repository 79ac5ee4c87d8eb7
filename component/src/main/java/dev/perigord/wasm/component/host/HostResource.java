package dev.perigord.wasm.component.host;

import dev.perigord.wasm.component.type.ResourceType;
import java.util.function.Consumer;

/**
 * A resource type that the host implements.
 *
 * @param type what signatures of the host refer to
 * @param javaClass the class of the objects that are the resources
 * @param destructor called once when the guest drops an owned handle, or null
 */
public record HostResource(ResourceType type, Class<?> javaClass, Consumer<Object> destructor) {
    /** Lets go of a resource that nobody owns any more. */
    public void drop(Object resource) {
        if (destructor != null) {
            destructor.accept(resource);
        }
    }
}
