package dev.perigord.wasm.wasi.preview1;

import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.source.SourceSection;
import dev.perigord.wasm.instantiation.Instantiator;
import dev.perigord.wasm.instantiation.ModuleLoader;
import dev.perigord.wasm.instantiation.Store;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.runtime.Execution;
import dev.perigord.wasm.runtime.MemoryBudget;
import dev.perigord.wasm.runtime.WasmFunction;
import dev.perigord.wasm.runtime.WasmInstance;
import dev.perigord.wasm.runtime.WasmMemory;
import dev.perigord.wasm.runtime.WasmModule;
import dev.perigord.wasm.wasi.TestLanguage;
import dev.perigord.wasm.wasi.cli.ExitException;

/** A module that runs as a command of preview1. */
final class Guest {
    private final WasmInstance instance;
    private final Preview1 wasi;

    private Guest(WasmInstance instance, Preview1 wasi) {
        this.instance = instance;
        this.wasi = wasi;
    }

    static Guest instantiate(TestLanguage language, byte[] binary, Preview1 wasi) {
        ModuleDefinition definition = ModuleLoader.decode(binary, 0, binary.length);
        Source source = Source.newBuilder(TestLanguage.ID, "", "guest").build();
        WasmModule module =
                ModuleLoader.load(language, definition, source, new NoPositions(source), null, Execution.AUTO);
        WasmInstance instance = Instantiator.instantiate(
                module,
                wanted -> wanted.module().equals(Preview1Library.MODULE) ? wasi.find(wanted.name()) : null,
                new Store(new MemoryBudget(1 << 16, 1 << 16, 1L << 32), 100_000));
        wasi.setMemory(memory(instance));
        return new Guest(instance, wasi);
    }

    private static WasmMemory memory(WasmInstance instance) {
        return instance.memory();
    }

    /** Runs {@code _start} and gives the exit status. */
    int run() {
        try {
            start().call();
            return 0;
        } catch (ExitException e) {
            return e.status();
        } finally {
            wasi.close();
        }
    }

    private WasmFunction start() {
        return instance.module().definition().exports().stream()
                .filter(export -> export.name().equals("_start"))
                .map(export -> (WasmFunction) instance.exported(export))
                .findFirst()
                .orElseThrow();
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
