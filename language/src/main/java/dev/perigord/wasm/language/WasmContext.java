package dev.perigord.wasm.language;

import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.debug.Debugger;
import dev.perigord.wasm.component.runtime.ComponentLimits;
import dev.perigord.wasm.component.runtime.ComponentStore;
import dev.perigord.wasm.instantiation.Settings;
import dev.perigord.wasm.instantiation.Store;
import dev.perigord.wasm.runtime.Execution;
import dev.perigord.wasm.runtime.MemoryBudget;
import dev.perigord.wasm.runtime.continuation.Stacks;

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
        if (env.getOptions().get(WasmOptions.ReportLeaks)) {
            componentStore.watchLeaks();
        }
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

    /** How modules are loaded: as trees while a debugger is there, which cannot see byte code. */
    Settings settings() {
        Settings settings = WasmOptions.settings(env.getOptions());
        return settings.execution() == Execution.AUTO && Debugger.find(env).getSessionCount() > 0
                ? new Settings(settings.features(), Execution.TREE)
                : settings;
    }

    /** Logs what was not dropped. */
    void reportLeaks() {
        componentStore.leaks().forEach(env.getLogger("")::warning);
    }

    Store store() {
        return store;
    }
}
