package dev.perigord.wasm.script;

import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.source.SourceSection;
import dev.perigord.wasm.runtime.WasmModule;

/** The positions of what is in a script, which has no part for it. */
record ScriptPositions(Source source) implements WasmModule.Positions {
    @Override
    public SourceSection instruction(int codeOffset) {
        return source.createUnavailableSection();
    }

    @Override
    public SourceSection function(int codeOffset) {
        return source.createUnavailableSection();
    }
}
