package dev.perigord.wasm.component.instantiation;

import dev.perigord.wasm.component.linking.RootImport;

/** Finds what a component imports. */
@FunctionalInterface
public interface ComponentImports {
    /** What is provided for an import of the root component, or null if there is nothing of its name. */
    ImportedItem find(RootImport wanted);

    /** These imports, and where they have nothing, others. */
    default ComponentImports orElse(ComponentImports others) {
        return wanted -> {
            ImportedItem found = find(wanted);
            return found != null ? found : others.find(wanted);
        };
    }
}
