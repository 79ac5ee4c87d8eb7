package dev.perigord.wasm.component.type;

/** An imported or exported value of a type (Explainer "Value Definitions"). */
public record ValueItem(WitType type) implements ItemType {
    @Override
    public String sort() {
        return "value";
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
