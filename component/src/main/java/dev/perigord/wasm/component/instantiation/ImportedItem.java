package dev.perigord.wasm.component.instantiation;

import dev.perigord.wasm.component.host.HostFunction;
import dev.perigord.wasm.component.runtime.RuntimeResource;
import dev.perigord.wasm.component.runtime.WasmComponent;
import dev.perigord.wasm.component.type.DefinedType;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.runtime.WasmModule;
import java.util.Map;
import java.util.function.Consumer;

/** What is provided for an import of a component. */
public sealed interface ImportedItem {
    /** A function; {@code type} is null if whoever provides it has checked its type. */
    record Function(HostFunction function, WitFunctionType type) implements ImportedItem {
        /** A function whose type is right. */
        public Function(HostFunction function) {
            this(function, null);
        }
    }

    /**
     * A resource type of the host.
     *
     * @param identity resource types are the same if this is equal; null if it goes by the name of the import
     * @param destructor gets the object of a dropped handle, and may be null
     */
    record Resource(Object identity, Consumer<Object> destructor) implements ImportedItem {}

    /**
     * A type that another instance exports.
     *
     * @param type as all instances see it
     * @param resource the resource type that it is, or null
     * @param destructor of a resource type of the host, or null
     */
    record Type(DefinedType type, RuntimeResource resource, Consumer<Object> destructor) implements ImportedItem {}

    /** A core module. */
    record Module(WasmModule module) implements ImportedItem {}

    /** A component. */
    record Component(WasmComponent component) implements ImportedItem {}

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
