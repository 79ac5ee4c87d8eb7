package dev.perigord.wasm.component.type;

/** What an entry of the type index space can be (Binary.md {@code deftype}). */
public sealed interface DefinedType permits WitType, WitFunctionType, InstanceType, ComponentType, ResourceType {
    /** What the type is called in messages: value type, function type, resource type … */
    String description();

    /** Whether a resource type occurs in it, so that instantiation may have to substitute it. */
    boolean containsResources();

    /** A measure of the type's unfolded size, for limits; saturates at {@link Integer#MAX_VALUE}. */
    int weight();

    /** How deep types are nested in it, for limits. */
    int depth();
}
