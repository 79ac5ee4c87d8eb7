package dev.perigord.wasm.component.linking;

import java.util.List;

/** A step of an instantiation. */
public sealed interface LinkStep {
    /**
     * Instantiates a core module.
     *
     * @param instance the core instance that results
     * @param componentInstance on whose behalf it runs
     * @param arguments what each of the module type's imports gets, in their order
     */
    record InstantiateModule(int instance, ModuleSource module, int componentInstance, List<CoreItem> arguments)
            implements LinkStep {
        /** Copies the list. */
        public InstantiateModule {
            arguments = List.copyOf(arguments);
        }
    }

    /** Puts a core memory into a memory slot. */
    record ExtractMemory(int slot, CoreItem memory) implements LinkStep {}

    /** Puts a core function into a function slot. */
    record ExtractFunction(int slot, CoreItem function) implements LinkStep {}

    /** Puts a core table into a table slot. */
    record ExtractTable(int slot, CoreItem table) implements LinkStep {}

    /** Brings a resource type into being. */
    record DefineResource(LinkedResource resource) implements LinkStep {}

    /** Makes a core function; everything it needs has been extracted. */
    record MakeTrampoline(int trampoline) implements LinkStep {}

    /** Makes a component function from a core function; everything it needs has been extracted. */
    record LiftFunction(int index) implements LinkStep {}
}
