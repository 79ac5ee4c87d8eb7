package dev.perigord.wasm.component.instantiation;

import dev.perigord.wasm.component.syntax.CoreModuleSource;
import dev.perigord.wasm.component.type.CoreModuleType;
import dev.perigord.wasm.module.ModuleDefinition;

/** A core module inside a component. */
record ContainedModule(ModuleDefinition definition, CoreModuleType type) implements CoreModuleSource {
    /** A module of a validated definition. */
    static ContainedModule of(ModuleDefinition definition) {
        return new ContainedModule(definition, typeOf(definition));
    }

    /** What a module imports and exports. */
    static CoreModuleType typeOf(ModuleDefinition definition) {
        return new CoreModuleType(
                definition.imports().stream()
                        .map(item -> new CoreModuleType.Import(item.module(), item.name(), item.type()))
                        .toList(),
                definition.exports().stream()
                        .map(item -> new CoreModuleType.Export(item.name(), definition.exportType(item)))
                        .toList());
    }
}
