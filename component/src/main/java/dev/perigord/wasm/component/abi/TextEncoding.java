package dev.perigord.wasm.component.abi;

/** How the code units of one string are encoded. */
enum TextEncoding {
    UTF8(1),
    UTF16(2),
    LATIN1(1);

    private final int unitSize;

    TextEncoding(int unitSize) {
        this.unitSize = unitSize;
    }

    /** The bytes of a code unit. */
    int unitSize() {
        return unitSize;
    }
}
