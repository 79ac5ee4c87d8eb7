package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.runtime.WasmModule;

/**
 * How a function ends with calls.
 *
 * @param toItself whether it calls itself, which is a jump to the beginning
 * @param requests whether there are others that are not plain calls: then it may return a {@code TailCall}
 */
record TailCalls(boolean toItself, boolean requests) {
    /** Looks for the tail calls of a function. */
    static TailCalls of(WasmModule module, int functionIndex, InstructionReader reader) {
        boolean toItself = false;
        boolean plain = false;
        boolean requests = false;
        boolean catches = false;
        while (reader.hasMore()) {
            switch (reader.next()) {
                case RETURN_CALL -> {
                    if (reader.index == functionIndex) {
                        toItself = true;
                    } else if (isPlain(module, reader.index)) {
                        plain = true;
                    } else {
                        requests = true;
                    }
                }
                case RETURN_CALL_INDIRECT, RETURN_CALL_REF -> requests = true;
                case TRY, TRY_TABLE -> catches = true;
                default -> {}
            }
        }
        // The handlers around a tail call do not get its exceptions.
        return new TailCalls(toItself, requests || (plain && catches));
    }

    /** Whether a call of the function may stay a call: its own calls come back to it. */
    static boolean isPlain(WasmModule module, int functionIndex) {
        return functionIndex >= module.definition().importedFunctions()
                && !module.code(functionIndex).hasTailCalls();
    }

    /** How many blocks are around that of the function. */
    int blocks() {
        return (toItself ? 1 : 0) + (requests ? 1 : 0);
    }
}
