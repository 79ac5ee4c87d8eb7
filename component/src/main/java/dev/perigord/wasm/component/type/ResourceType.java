package dev.perigord.wasm.component.type;

/**
 * A resource type. Resource types are generative: two of them are the same type only if they are the same object; the
 * name only serves messages and bindings.
 */
public final class ResourceType implements DefinedType {
    private final String name;

    /** A fresh resource type, different from every other. */
    public ResourceType(String name) {
        this.name = name;
    }

    /** The name under which it was first imported or exported, or an empty string. */
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return "resource type";
    }

    @Override
    public boolean containsResources() {
        return true;
    }

    @Override
    public int weight() {
        return 1;
    }

    @Override
    public int depth() {
        return 1;
    }

    @Override
    public String toString() {
        return name.isEmpty() ? "resource" : name;
    }
}
