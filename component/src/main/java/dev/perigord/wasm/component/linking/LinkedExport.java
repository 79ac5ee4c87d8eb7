package dev.perigord.wasm.component.linking;

import dev.perigord.wasm.component.type.CoreModuleType;
import dev.perigord.wasm.component.type.DefinedType;
import dev.perigord.wasm.component.type.WitFunctionType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Something that the root component exports; types have the resources of the plan. */
public sealed interface LinkedExport {
    /** A function. */
    record Function(FunctionSource source, WitFunctionType type) implements LinkedExport {}

    /** An instance with its exports in order. */
    record Instance(Map<String, LinkedExport> exports) implements LinkedExport {
        /** Copies the map. */
        public Instance {
            exports = Collections.unmodifiableMap(new LinkedHashMap<>(exports));
        }
    }

    /** A type, for instance a resource. */
    record Type(DefinedType type) implements LinkedExport {}

    /** A core module. */
    record Module(ModuleSource source, CoreModuleType type) implements LinkedExport {}

    /** A component. */
    record Component(ComponentClosure closure) implements LinkedExport {}
}
