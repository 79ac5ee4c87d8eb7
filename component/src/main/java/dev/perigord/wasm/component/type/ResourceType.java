package dev.perigord.wasm.component.type;

/**
 * A resource type. Resource types are generative: two of them are the same type only if they have the same origin.
 * Importing or exporting a resource makes an alias, an object of its own, so that the names under which a resource is
 * known can be told apart.
 */
public final class ResourceType implements DefinedType {
    private final String name;
    private final ResourceType origin;

    /** A fresh resource type, different from every other. The name serves messages and bindings only. */
    public ResourceType(String name) {
        this.name = name;
        this.origin = this;
    }

    private ResourceType(String name, ResourceType origin) {
        this.name = name;
        this.origin = origin;
    }

    /** The same resource type under another name. */
    public ResourceType alias(String alias) {
        return new ResourceType(alias, origin);
    }

    /** The name under which it was imported or exported, or an empty string. */
    public String name() {
        return name;
    }

    /** What all aliases of the resource type have in common. */
    public ResourceType origin() {
        return origin;
    }

    /** Whether both are the same resource type. */
    public boolean isSame(ResourceType other) {
        return origin == other.origin;
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
