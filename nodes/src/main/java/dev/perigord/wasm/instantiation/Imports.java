package dev.perigord.wasm.instantiation;

import dev.perigord.wasm.module.ModuleDefinition.Import;
import dev.perigord.wasm.runtime.WasmInstance;

/** Finds what an instance imports. */
@FunctionalInterface
public interface Imports {
    /**
     * The function, table, memory, global or tag for an import, as one of the runtime classes, or {@code null} if there is
     * none of that name. Whether its type fits is checked by the caller.
     */
    Object find(Import wanted);

    /** Told of the instance once its memory is filled, before its start function runs. */
    default void beforeStart(@SuppressWarnings("unused") WasmInstance instance) {}
}
