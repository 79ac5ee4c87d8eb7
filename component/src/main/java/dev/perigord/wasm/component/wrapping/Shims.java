package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.module.FunctionType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/** The functions that are called through the shim's table: each with what is put there in the end. */
final class Shims {
    private final List<FunctionType> types = new ArrayList<>();
    private final List<IntSupplier> targets = new ArrayList<>();

    /**
     * Adds a function.
     *
     * @param target gives the index of the core function once all modules have been instantiated
     * @return its number
     */
    int add(FunctionType type, IntSupplier target) {
        types.add(type);
        targets.add(target);
        return types.size() - 1;
    }

    List<FunctionType> types() {
        return types;
    }

    List<IntSupplier> targets() {
        return targets;
    }
}
