package dev.perigord.wasm.component.syntax;

import dev.perigord.wasm.component.type.CoreModuleType;

/** A core module inside a component, decoded by whoever knows core modules. */
public interface CoreModuleSource {
    /** What the module imports and exports. */
    CoreModuleType type();
}
