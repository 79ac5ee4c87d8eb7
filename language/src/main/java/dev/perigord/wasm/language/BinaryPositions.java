package dev.perigord.wasm.language;

import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.source.SourceSection;
import dev.perigord.wasm.runtime.WasmModule;

/** A binary has no text to point at. */
record BinaryPositions(Source source) implements WasmModule.Positions {
    @Override
    public SourceSection instruction(int codeOffset) {
        return source.createUnavailableSection();
    }

    @Override
    public SourceSection function(int codeOffset) {
        return source.createUnavailableSection();
    }
}
