package dev.perigord.wasm.component.validation;

import dev.perigord.wasm.component.type.CoreModuleType;
import dev.perigord.wasm.module.DefinedType;

/** An entry of the core type index space. */
public sealed interface CoreDefinedType {
    /** A type as core modules define them. */
    record Defined(DefinedType type) implements CoreDefinedType {}

    /** A module type. */
    record Module(CoreModuleType type) implements CoreDefinedType {}
}
