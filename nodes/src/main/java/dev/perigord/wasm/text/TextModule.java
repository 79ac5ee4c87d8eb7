package dev.perigord.wasm.text;

/** A module that was written as text: its binary and the way back to the text. */
public final class TextModule {
    private final byte[] binary;
    private final SourceMap sourceMap;

    TextModule(byte[] binary, SourceMap sourceMap) {
        this.binary = binary;
        this.sourceMap = sourceMap;
    }

    /** A module that the text gives as binary. */
    public static TextModule ofBinary(byte[] binary) {
        return new TextModule(binary, SourceMap.EMPTY);
    }

    /** The module in the binary format (spec 5), well-formed as far as the text says all of it, but not validated. */
    public byte[] binary() {
        return binary.clone();
    }

    /** Where in the text the binary's instructions and functions are. */
    public SourceMap sourceMap() {
        return sourceMap;
    }
}
