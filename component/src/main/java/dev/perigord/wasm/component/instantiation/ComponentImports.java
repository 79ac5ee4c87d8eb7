package dev.perigord.wasm.component.instantiation;

import dev.perigord.wasm.component.linking.RootImport;
import dev.perigord.wasm.component.runtime.ResourceTypes;

/** Finds what a component imports. */
@FunctionalInterface
public interface ComponentImports {
    /** What is provided for an import of the root component, or null if there is nothing of its name. */
    ImportedItem find(RootImport wanted);

    /**
     * Says to whom imports will be given: what {@code resources} knows is there when the first function is called.
     *
     * @param resources what the resource types of the component's plan are
     */
    default void connect(@SuppressWarnings("unused") ResourceTypes resources) {}

    /** These imports, and where they have nothing, others. */
    default ComponentImports orElse(ComponentImports others) {
        return new ComponentImportsInOrder(this, others);
    }
}
