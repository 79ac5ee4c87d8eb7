package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.component.syntax.Sort;
import dev.perigord.wasm.module.FunctionType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private final CoreItems core;
    private final List<Shim> shims = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private int instance;

    Shims(CoreItems core) {
        this.core = core;
    }

    /** Adds a function that is found by a key. */
    void add(String key, Shim shim) {
        numbers.put(key, shims.size());
        shims.add(shim);
    }

    boolean contains(String key) {
        return numbers.containsKey(key);
    }

    /** The functions by their numbers. */
    List<Shim> all() {
        return shims;
    }

    List<FunctionType> types() {
        return shims.stream().map(Shim::type).toList();
    }

    /** Says which instance is that of the shim. */
    void instantiated(int shimInstance) {
        instance = shimInstance;
    }

    /** The core function of the shim that stands for another. */
    int function(String key) {
        return exported(Sort.CORE_FUNC, Integer.toString(numbers.get(key)));
    }

    /** Something else that the shim exports. */
    int exported(Sort sort, String name) {
        return core.alias(sort, instance, name);
    }
}
