package dev.perigord.wasm.component.validation;

import dev.perigord.wasm.component.type.CoreModuleType;
import dev.perigord.wasm.module.FunctionType;

/** An entry of the core type index space. */
public sealed interface CoreDefinedType {
    /** A function type. */
    record Function(FunctionType type) implements CoreDefinedType {}

    /** A module type. */
    record Module(CoreModuleType type) implements CoreDefinedType {}
}
