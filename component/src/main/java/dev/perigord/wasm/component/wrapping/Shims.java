package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.module.FunctionType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/** The functions that are called through the shim's table: each with what is put there in the end. */
final class Shims {
    /** What is put into the table. */
    sealed interface Shim {
        FunctionType type();
    }

    /**
     * A function.
     *
     * @param target gives the index of the core function once all modules have been instantiated
     */
    record Plain(FunctionType type, IntSupplier target) implements Shim {}

    /** A function with a hook around it, by its number among {@link HookedFunctions}. */
    record Hooked(FunctionType type, int number) implements Shim {}

    private final List<Shim> shims = new ArrayList<>();

    /** Adds a function; gives its number. */
    int add(Shim shim) {
        shims.add(shim);
        return shims.size() - 1;
    }

    /** The functions by their numbers. */
    List<Shim> all() {
        return shims;
    }

    List<FunctionType> types() {
        return shims.stream().map(Shim::type).toList();
    }
}
