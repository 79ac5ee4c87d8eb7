package dev.perigord.wasm.language;

import com.oracle.truffle.api.TruffleLanguage;
import dev.perigord.wasm.component.runtime.ComponentLimits;
import dev.perigord.wasm.component.runtime.ComponentStore;
import dev.perigord.wasm.instantiation.Store;
import dev.perigord.wasm.module.Feature;
import dev.perigord.wasm.runtime.MemoryBudget;
import dev.perigord.wasm.runtime.continuation.Stacks;
import java.util.Set;

/** What belongs to one context: the environment that it was given, and the limits of its instances. */
public final class WasmContext {
    private final WasmLanguage language;
    private final TruffleLanguage.Env env;
    private final Store store;
    private final ComponentStore componentStore;
    private final Builtins builtins = new Builtins(this);
    private final WasiAccess wasi;

    WasmContext(WasmLanguage language, TruffleLanguage.Env env) {
        this.language = language;
        this.env = env;
        this.store = new Store(
                new MemoryBudget(
                        env.getOptions().get(WasmOptions.MaxMemoryPages),
                        env.getOptions().get(WasmOptions.MaxMemory64Pages),
                        env.getOptions().get(WasmOptions.MaxTotalMemory)),
                env.getOptions().get(WasmOptions.MaxTableElements),
                Stacks.best(new ThreadStacks(env.getContext())));
        this.componentStore = new ComponentStore(
                store,
                new ComponentLimits(
                        env.getOptions().get(WasmOptions.MaxHandles),
                        env.getOptions().get(WasmOptions.MaxLiftedBytes)));
        this.wasi = new WasiAccess(language.preview1(), env);
    }

    WasmLanguage language() {
        return language;
    }

    TruffleLanguage.Env env() {
        return env;
    }

    /** WASI as this context grants it. */
    WasiAccess wasi() {
        return wasi;
    }

    ComponentStore componentStore() {
        return componentStore;
    }

    Builtins builtins() {
        return builtins;
    }

    /** The optional features that modules may use. */
    Set<Feature> features() {
        return WasmOptions.features(env.getOptions());
    }

    Store store() {
        return store;
    }
}
