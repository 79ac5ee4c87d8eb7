package dev.perigord.wasm.component.type;

/**
 * An imported or exported type. For a bound {@code (sub resource)} the type is a {@link ResourceType} of its own, for
 * {@code (eq T)} it is T.
 */
public record TypeItem(DefinedType type) implements ItemType {
    @Override
    public String sort() {
        return type instanceof ResourceType ? "resource" : "type";
    }

    @Override
    public boolean containsResources() {
        return type.containsResources();
    }

    @Override
    public int weight() {
        return type.weight();
    }

    @Override
    public int depth() {
        return type.depth();
    }
}
