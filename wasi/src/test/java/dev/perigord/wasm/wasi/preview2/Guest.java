package dev.perigord.wasm.wasi.preview2;

import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.source.SourceSection;
import dev.perigord.wasm.component.instantiation.ComponentInstantiator;
import dev.perigord.wasm.component.instantiation.ComponentLoader;
import dev.perigord.wasm.component.instantiation.HostImports;
import dev.perigord.wasm.component.runtime.ComponentFunction;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.runtime.ComponentLimits;
import dev.perigord.wasm.component.runtime.ComponentStore;
import dev.perigord.wasm.component.value.VariantValue;
import dev.perigord.wasm.instantiation.Settings;
import dev.perigord.wasm.instantiation.Store;
import dev.perigord.wasm.runtime.MemoryBudget;
import dev.perigord.wasm.runtime.WasmModule;
import dev.perigord.wasm.wasi.TestLanguage;
import dev.perigord.wasm.wasi.cli.ExitException;

/** A component that runs as a command of WASI 0.2. */
final class Guest {
    private final ComponentInstance instance;

    private Guest(ComponentInstance instance) {
        this.instance = instance;
    }

    static Guest instantiate(TestLanguage language, byte[] binary, Wasi2 wasi) {
        Source source = Source.newBuilder(TestLanguage.ID, "", "guest").build();
        return new Guest(ComponentInstantiator.instantiate(
                ComponentLoader.load(language, binary, Settings.DEFAULT, source, new NoPositions(source)),
                new HostImports(wasi.interfaces()),
                new ComponentStore(
                        new Store(new MemoryBudget(1 << 16, 1 << 16, 1L << 32), 1 << 20), ComponentLimits.DEFAULT)));
    }

    /** Calls {@code wasi:cli/run}, of whatever version, and gives the exit status. */
    int run() {
        String run = instance.component().plan().exports().keySet().stream()
                .filter(name -> name.startsWith("wasi:cli/run@0.2"))
                .findFirst()
                .orElseThrow();
        ComponentFunction function = instance.exportedFunction(run, "run");
        try {
            return ((VariantValue) function.call()).index();
        } catch (ExitException e) {
            return e.status();
        }
    }

    private record NoPositions(Source source) implements WasmModule.Positions {
        @Override
        public SourceSection instruction(int codeOffset) {
            return source.createUnavailableSection();
        }

        @Override
        public SourceSection function(int codeOffset) {
            return source.createUnavailableSection();
        }
    }
}
