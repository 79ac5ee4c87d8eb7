package dev.perigord.wasm.component.runtime;

import dev.perigord.wasm.component.type.ResourceType;

/** Tells what the resource types of a plan are at run time. */
@FunctionalInterface
public interface ResourceTypes {
    /** The resource type that a type of the plan refers to. */
    RuntimeResource resource(ResourceType type);
}
