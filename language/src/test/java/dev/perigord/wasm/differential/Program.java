package dev.perigord.wasm.differential;

import dev.perigord.wasm.module.NumberType;
import java.util.List;

/**
 * What a generator made: a module, another one that imports from it, and calls.
 *
 * @param first the module that exports memory, table and functions
 * @param second the module that has the functions that are called
 */
record Program(String first, String second, List<Call> calls) {
    /** A call from outside. */
    record Call(String function, List<NumberType> results, List<Object> arguments) {}

    @Override
    public String toString() {
        return ";; \"first\"\n" + first + "\n;; imports from \"first\"\n" + second;
    }
}
