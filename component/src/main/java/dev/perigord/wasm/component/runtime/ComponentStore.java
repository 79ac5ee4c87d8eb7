package dev.perigord.wasm.component.runtime;

import dev.perigord.wasm.instantiation.Store;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What all component instances of one context share. */
public final class ComponentStore {
    private final Store core;
    private final ComponentLimits limits;
    private final Map<Object, RuntimeResource> hostResources = new ConcurrentHashMap<>();

    /**
     * A store without instances.
     *
     * @param core the limits of memories and tables
     * @param limits the limits of component instances
     */
    public ComponentStore(Store core, ComponentLimits limits) {
        this.core = core;
        this.limits = limits;
    }

    /** The limits of memories and tables. */
    public Store core() {
        return core;
    }

    /** The limits of component instances. */
    public ComponentLimits limits() {
        return limits;
    }

    /** The resource type of the host that has an identity, such as its class: the same for all instances. */
    public RuntimeResource hostResource(Object identity, String name) {
        return hostResources.computeIfAbsent(identity, _ -> RuntimeResource.ofHost(name));
    }
}
