package dev.perigord.wasm.language;

import dev.perigord.wasm.component.binary.ComponentDecoder;
import dev.perigord.wasm.component.instantiation.ComponentLoader;
import dev.perigord.wasm.component.validation.ValidatedComponent;
import dev.perigord.wasm.instantiation.ModuleLoader;
import dev.perigord.wasm.module.Feature;
import dev.perigord.wasm.module.ModuleDefinition;
import java.util.Set;

/** A program that is decoded and valid, and belongs to no engine yet. */
sealed interface DecodedProgram {
    /** A core module. */
    record Module(ModuleDefinition definition) implements DecodedProgram {}

    /** A component. */
    record Component(ValidatedComponent component) implements DecodedProgram {}

    /** Whether bytes are in the binary format of modules or components. */
    static boolean isBinary(byte[] bytes) {
        return bytes.length >= 4 && bytes[0] == 0 && bytes[1] == 'a' && bytes[2] == 's' && bytes[3] == 'm';
    }

    /**
     * Decodes and validates what is in the binary format.
     *
     * @throws dev.perigord.wasm.module.MalformedException if it does not follow the format
     * @throws dev.perigord.wasm.module.InvalidException if a rule of validation is broken
     */
    static DecodedProgram of(byte[] bytes, Set<Feature> features) {
        return ComponentDecoder.isComponent(bytes)
                ? new Component(ComponentLoader.decode(bytes, features))
                : new Module(ModuleLoader.decode(bytes, 0, bytes.length, features));
    }
}
