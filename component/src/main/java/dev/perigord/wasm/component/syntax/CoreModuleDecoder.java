package dev.perigord.wasm.component.syntax;

import dev.perigord.wasm.module.InvalidException;
import dev.perigord.wasm.module.MalformedException;

/** Decodes and validates the core modules that a component contains. */
@FunctionalInterface
public interface CoreModuleDecoder {
    /**
     * Decodes the module in a range of bytes.
     *
     * @throws MalformedException if the bytes are no module
     * @throws InvalidException if the module breaks a rule
     */
    CoreModuleSource decode(byte[] bytes, int offset, int length);
}
