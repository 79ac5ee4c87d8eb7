package dev.perigord.wasm.component.text;

import dev.perigord.wasm.text.SourceMap;

/** A component that was written as text: its binary and the way back to the text. */
public final class TextComponent {
    private final byte[] binary;
    private final SourceMap sourceMap;

    TextComponent(byte[] binary, SourceMap sourceMap) {
        this.binary = binary;
        this.sourceMap = sourceMap;
    }

    /** The component in the binary format, well-formed as far as the text says all of it, but not validated. */
    public byte[] binary() {
        return binary.clone();
    }

    /** Where in the text the instructions and functions of its core modules are. */
    public SourceMap sourceMap() {
        return sourceMap;
    }
}
