package dev.perigord.wasm.component.instantiation;

import dev.perigord.wasm.component.syntax.CoreModuleSource;
import dev.perigord.wasm.component.type.CoreModuleType;
import dev.perigord.wasm.module.ModuleDefinition;

/** A core module inside a component. */
record ContainedModule(ModuleDefinition definition, CoreModuleType type) implements CoreModuleSource {
    /** A module of a validated definition. */
    static ContainedModule of(ModuleDefinition definition) {
        return new ContainedModule(definition, CoreModuleType.of(definition));
    }
}
