package dev.perigord.wasm.component.runtime;

import dev.perigord.wasm.component.task.Scheduler;
import dev.perigord.wasm.instantiation.Store;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What all component instances of one context share. */
public final class ComponentStore {
    private final Store core;
    private final ComponentLimits limits;
    private final Scheduler scheduler;
    private List<ComponentInstance> watched;
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
        this.scheduler = new Scheduler(core.stacks());
    }

    /** The limits of memories and tables. */
    public Store core() {
        return core;
    }

    /** The limits of component instances. */
    public ComponentLimits limits() {
        return limits;
    }

    /** What runs the threads of all instances. */
    public Scheduler scheduler() {
        return scheduler;
    }

    /** The resource type of the host that has an identity, such as its class: the same for all instances. */
    public RuntimeResource hostResource(Object identity, String name, String interfaceName) {
        return hostResources.computeIfAbsent(identity, _ -> RuntimeResource.ofHost(name, interfaceName));
    }

    /** From now on instances are remembered, so that {@link #leaks} can report what they hold. */
    public void watchLeaks() {
        watched = Collections.synchronizedList(new ArrayList<>());
    }

    void add(ComponentInstance instance) {
        if (watched != null) {
            watched.add(instance);
        }
    }

    /**
     * How many owned handles the instances made since {@link #watchLeaks}, and the host, did not drop, by their types, in words.
     */
    public List<String> leaks() {
        Map<String, Integer> handles = new LinkedHashMap<>();
        if (watched != null) {
            watched.forEach(instance -> instance.heldHandles((type, count) -> {
                String name = type.interfaceName().isEmpty() ? "" : " (" + type.interfaceName() + ")";
                handles.merge(type + name, count, Integer::sum);
            }));
        }
        List<String> leaks = new ArrayList<>();
        handles.forEach((resource, count) -> leaks.add(count + (count == 1 ? " handle" : " handles") + " of resource "
                + resource + (count == 1 ? " was" : " were") + " not dropped"));
        return leaks;
    }
}
