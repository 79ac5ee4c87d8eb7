package dev.perigord.wasm.component.instantiation;

import dev.perigord.wasm.component.host.HostFunction;
import dev.perigord.wasm.runtime.WasmModule;
import java.util.Map;
import java.util.function.Consumer;

/** What is provided for an import of a component. */
public sealed interface ImportedItem {
    /** A function; whoever provides it has checked its type. */
    record Function(HostFunction function) implements ImportedItem {}

    /** A resource type of the host; {@code destructor} gets the object of a dropped handle, and may be null. */
    record Resource(Consumer<Object> destructor) implements ImportedItem {}

    /** A core module. */
    record Module(WasmModule module) implements ImportedItem {}

    /** An instance with its exports by name; types that are no resources may be left out. */
    record Instance(Map<String, ImportedItem> exports) implements ImportedItem {
        /** Copies the map. */
        public Instance {
            exports = Map.copyOf(exports);
        }
    }

    /** Something is there but does not fit; {@code reason} says what was found instead. */
    record Mismatch(String reason) implements ImportedItem {}
}
