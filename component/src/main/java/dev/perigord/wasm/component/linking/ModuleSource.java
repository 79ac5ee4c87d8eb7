package dev.perigord.wasm.component.linking;

import dev.perigord.wasm.component.syntax.CoreModuleSource;
import dev.perigord.wasm.component.type.CoreModuleType;

/** A core module, wherever it comes from. */
public sealed interface ModuleSource {
    /** What the module imports and exports, as far as the component knows. */
    CoreModuleType type();

    /** A module inside the component. */
    record Contained(CoreModuleSource source) implements ModuleSource {
        @Override
        public CoreModuleType type() {
            return source.type();
        }
    }

    /** A module of the host. */
    record Imported(ImportPath path, CoreModuleType type) implements ModuleSource {}
}
