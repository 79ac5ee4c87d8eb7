package dev.perigord.wasm.component.type;

import java.util.List;
import java.util.Map;

/**
 * The type of a component: a function from imports to exports. Imported resources are its parameters; the resources
 * that it exports without having imported them are new with each instantiation.
 */
public final class ComponentType implements DefinedType, ItemType {
    private final Items imports;
    private final Items exports;
    private final List<ResourceType> importedResources;
    private final List<ResourceType> definedResources;

    /** A component type with imports and exports in order and the resources that are bound by it. */
    public ComponentType(
            Map<String, ItemType> imports,
            Map<String, ItemType> exports,
            List<ResourceType> importedResources,
            List<ResourceType> definedResources) {
        this.imports = new Items(imports);
        this.exports = new Items(exports);
        this.importedResources = List.copyOf(importedResources);
        this.definedResources = List.copyOf(definedResources);
    }

    /** The imports in order. */
    public Map<String, ItemType> imports() {
        return imports.byName();
    }

    /** The exports in order. */
    public Map<String, ItemType> exports() {
        return exports.byName();
    }

    /** The resources that come in with the imports, however deep. */
    public List<ResourceType> importedResources() {
        return importedResources;
    }

    /** The resources that each instantiation makes anew. */
    public List<ResourceType> definedResources() {
        return definedResources;
    }

    @Override
    public String description() {
        return "component type";
    }

    @Override
    public String sort() {
        return "component";
    }

    @Override
    public boolean containsResources() {
        return imports.containsResources() || exports.containsResources();
    }

    @Override
    public int weight() {
        return (int) Math.min(Integer.MAX_VALUE, 1L + imports.weight() + exports.weight());
    }

    @Override
    public int depth() {
        return Math.max(imports.depth(), exports.depth()) + 1;
    }
}
