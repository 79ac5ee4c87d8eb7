package dev.perigord.wasm.component.type;

import java.util.List;
import java.util.Map;

/**
 * The type of a component instance. The resources that the type itself introduces stand for whatever resources an
 * actual instance has; importing an instance of the type makes them fresh.
 */
public final class InstanceType implements DefinedType, ItemType {
    private final Items exports;
    private final List<ResourceType> resources;

    /** An instance type with its exports in order and the resources that are bound by it. */
    public InstanceType(Map<String, ItemType> exports, List<ResourceType> resources) {
        this.exports = new Items(exports);
        this.resources = List.copyOf(resources);
    }

    /** The exports in order. */
    public Map<String, ItemType> exports() {
        return exports.byName();
    }

    /** The resources introduced by the type: those of its {@code (sub resource)} exports, however deep. */
    public List<ResourceType> resources() {
        return resources;
    }

    @Override
    public String description() {
        return "instance type";
    }

    @Override
    public String sort() {
        return "instance";
    }

    @Override
    public boolean containsResources() {
        return exports.containsResources();
    }

    @Override
    public int weight() {
        return Math.max(1, exports.weight());
    }

    @Override
    public int depth() {
        return exports.depth() + 1;
    }
}
