package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.component.wit.model.WitFunction;
import dev.perigord.wasm.module.FunctionType;

/** What an import of a core module is given. */
sealed interface CoreImport {
    /**
     * A function of the world.
     *
     * @param item the world's import to which it belongs: an interface's name, or its own
     */
    record Lowered(String item, WitFunction function, AbiOptions options, FunctionType type) implements CoreImport {}

    /** Drops a handle to an imported resource; the item is empty for one of the world itself. */
    record DropImported(String item, String resource) implements CoreImport {}

    /** A built-in for a resource that the module exports. */
    record ExportedResource(Operation operation, String item, String resource) implements CoreImport {}

    /** What can be done with a resource by the module that implements it. */
    enum Operation {
        NEW,
        REP,
        DROP
    }

    /** A function of an adapter. */
    record FromAdapter(CoreModule adapter, String function, FunctionType type) implements CoreImport {}

    /** The memory of the main module. */
    record MainMemory() implements CoreImport {}

    /** A function of the main module. */
    record FromMain(String function) implements CoreImport {}

    /** A function that allocates whole pages, for adapters of modules that cannot allocate. */
    record PageAllocator() implements CoreImport {}
}
