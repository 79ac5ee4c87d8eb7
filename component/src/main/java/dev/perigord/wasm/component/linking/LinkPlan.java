package dev.perigord.wasm.component.linking;

import dev.perigord.wasm.component.type.ResourceType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an instantiation of a component has to do.
 *
 * @param imports what the host has to provide
 * @param instances the component instances, the root first
 * @param coreInstances how many core instances there will be
 * @param memorySlots how many memories are extracted
 * @param functionSlots how many core functions are extracted
 * @param tableSlots how many tables are extracted
 * @param steps to be executed in order
 * @param exports what the root component exports, in order
 * @param isOpen whether components are imported and not known yet, so that there is nothing but imports
 * @param beyondPreview2 what the component uses that WASI 0.2 does not have, each once, in words
 */
public record LinkPlan(
        List<RootImport> imports,
        List<ComponentInstanceInfo> instances,
        int coreInstances,
        int memorySlots,
        int functionSlots,
        int tableSlots,
        List<LinkedResource> resources,
        List<Trampoline> trampolines,
        List<LiftedFunction> liftedFunctions,
        List<LinkStep> steps,
        Map<String, LinkedExport> exports,
        boolean isOpen,
        List<String> beyondPreview2) {
    /** Copies all collections. */
    public LinkPlan {
        imports = List.copyOf(imports);
        instances = List.copyOf(instances);
        resources = List.copyOf(resources);
        trampolines = List.copyOf(trampolines);
        liftedFunctions = List.copyOf(liftedFunctions);
        steps = List.copyOf(steps);
        exports = Collections.unmodifiableMap(new LinkedHashMap<>(exports));
        beyondPreview2 = List.copyOf(beyondPreview2);
    }

    /**
     * The resource of the plan that a resource type of one of the plan's types refers to.
     *
     * @throws IllegalArgumentException if the type is none of the plan's
     */
    public LinkedResource resource(ResourceType type) {
        for (LinkedResource resource : resources) {
            if (resource.type().isSame(type)) {
                return resource;
            }
        }
        throw new IllegalArgumentException("no resource of this plan: " + type);
    }
}
