package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.component.syntax.BuiltinKind;
import dev.perigord.wasm.component.validation.BuiltinSignature;
import dev.perigord.wasm.component.validation.StringEncoding;
import dev.perigord.wasm.component.wit.model.WitFunction;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.NumberType;

/** What an import of a core module is given. */
sealed interface CoreImport {
    /**
     * A function of the world.
     *
     * @param item the world's import to which it belongs: an interface's name, or its own
     */
    record Lowered(String item, WitFunction function, AbiOptions options, boolean async, FunctionType type)
            implements CoreImport {}

    /** Drops a handle to an imported resource; the item is empty for one of the world itself. */
    record DropImported(String item, String resource) implements CoreImport {}

    /** A built-in for a resource that the module exports. */
    record ExportedResource(BuiltinKind kind, String item, String resource) implements CoreImport {}

    /**
     * A built-in of tasks, threads, streams and futures.
     *
     * @param payload the type that it is for, or null
     * @param encoding how its strings are encoded, or null for what the module says
     * @param flag whether it is {@code async} or {@code cancellable}
     * @param slot the number of a {@code context} slot
     */
    record Builtin(
            BuiltinKind kind,
            Payload payload,
            AbiOptions options,
            StringEncoding encoding,
            boolean flag,
            int slot,
            FunctionType type)
            implements CoreImport {
        /** A slot of the current thread. */
        static Builtin slot(BuiltinKind kind, int slot, NumberType type) {
            FunctionType signature = BuiltinSignature.ofSlot(kind, type);
            return new Builtin(kind, null, AbiOptions.NONE, null, false, slot, signature);
        }

        /** The type of a slot. */
        NumberType slotType() {
            return (NumberType)
                    (kind == BuiltinKind.CONTEXT_GET
                            ? type.results().getFirst()
                            : type.parameters().getFirst());
        }

        /**
         * Whether it can exist only after the main module.
         *
         * @param memoryFirst whether the memory exists before
         */
        boolean needsMain(boolean memoryFirst) {
            return options.needsMain(memoryFirst) || kind == BuiltinKind.THREAD_NEW_INDIRECT;
        }
    }

    /** Gets or sets where the current thread has its thread-local storage; {@link ThreadWords} says how. */
    record ThreadBase(BuiltinKind kind, NumberType type) implements CoreImport {}

    /** A function of an adapter. */
    record FromAdapter(CoreModule adapter, String function, FunctionType type) implements CoreImport {}

    /** The memory of the main module. */
    record MainMemory() implements CoreImport {}

    /** A function of the main module. */
    record FromMain(String function) implements CoreImport {}

    /** A function that allocates whole pages, for adapters of modules that cannot allocate. */
    record PageAllocator() implements CoreImport {}
}
