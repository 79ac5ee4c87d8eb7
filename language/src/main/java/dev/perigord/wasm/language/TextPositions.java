package dev.perigord.wasm.language;

import com.oracle.truffle.api.source.Source;
import com.oracle.truffle.api.source.SourceSection;
import dev.perigord.wasm.runtime.WasmModule;
import dev.perigord.wasm.text.SourceMap;
import dev.perigord.wasm.text.SourceMap.TextRange;

/** Positions in the text that a module was written in. */
final class TextPositions implements WasmModule.Positions {
    private final Source source;
    private final SourceMap map;

    TextPositions(Source source, SourceMap map) {
        this.source = source;
        this.map = map;
    }

    @Override
    public SourceSection instruction(int codeOffset) {
        int position = map.position(codeOffset);
        if (position < 0 || !source.hasCharacters()) {
            return source.createUnavailableSection();
        }
        return source.createSection(position, wordLength(position));
    }

    private int wordLength(int position) {
        CharSequence text = source.getCharacters();
        int end = position;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end)) && text.charAt(end) != ')') {
            end++;
        }
        return end - position;
    }

    @Override
    public SourceSection function(int codeOffset) {
        TextRange range = map.function(codeOffset);
        if (range == null || !source.hasCharacters()) {
            return source.createUnavailableSection();
        }
        return source.createSection(range.start(), range.end() - range.start());
    }
}
