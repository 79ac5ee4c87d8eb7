package dev.perigord.wasm.component.type;

/** The type of what a component can import or export (Binary.md {@code externtype}). */
public sealed interface ItemType
        permits CoreModuleType, WitFunctionType, InstanceType, ComponentType, TypeItem, ValueItem {
    /** The sort's name in messages: func, instance, type … */
    String sort();

    /** Whether a resource type occurs in it, so that instantiation may have to substitute it. */
    boolean containsResources();

    /** A measure of the type's unfolded size, for limits; saturates at {@link Integer#MAX_VALUE}. */
    int weight();

    /** How deep types are nested in it, for limits. */
    int depth();
}
