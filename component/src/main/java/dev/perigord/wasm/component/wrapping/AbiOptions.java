package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.component.type.FlatSignature;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.component.type.WitType;

/** Which canonical options a function needs (CanonicalABI.md "canon lift", "canon lower"). */
record AbiOptions(boolean memory, boolean realloc) {
    static final AbiOptions NONE = new AbiOptions(false, false);

    static AbiOptions ofLower(WitFunctionType type, FlatSignature signature) {
        boolean realloc = containsPointers(type.result());
        boolean memory = realloc
                || type.parameterTypes().stream().anyMatch(AbiOptions::containsPointers)
                || signature.parametersInMemory()
                || signature.resultInMemory();
        return new AbiOptions(memory, realloc);
    }

    static AbiOptions ofLift(WitFunctionType type, FlatSignature signature, boolean async) {
        boolean realloc =
                signature.parametersInMemory() || type.parameterTypes().stream().anyMatch(AbiOptions::containsPointers);
        boolean returnedInMemory =
                async && type.result() != null && type.result().layout().flatCount() > FlatSignature.MAX_PARAMETERS;
        boolean memory = realloc || signature.resultInMemory() || returnedInMemory || containsPointers(type.result());
        return new AbiOptions(memory, realloc);
    }

    /**
     * Whether an import with these options can exist only after the module that exports what they name.
     *
     * @param memoryFirst whether the memory exists before
     */
    boolean needsMain(boolean memoryFirst) {
        return realloc || (memory && !memoryFirst);
    }

    private static boolean containsPointers(WitType type) {
        return type != null && type.containsPointers();
    }
}
