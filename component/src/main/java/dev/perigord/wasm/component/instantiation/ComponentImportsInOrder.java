package dev.perigord.wasm.component.instantiation;

import dev.perigord.wasm.component.linking.RootImport;
import dev.perigord.wasm.component.runtime.ResourceTypes;

/** Imports, and others where the first have nothing. */
record ComponentImportsInOrder(ComponentImports first, ComponentImports second) implements ComponentImports {
    @Override
    public ImportedItem find(RootImport wanted) {
        ImportedItem found = first.find(wanted);
        return found != null ? found : second.find(wanted);
    }

    @Override
    public void connect(ResourceTypes resources) {
        first.connect(resources);
        second.connect(resources);
    }
}
