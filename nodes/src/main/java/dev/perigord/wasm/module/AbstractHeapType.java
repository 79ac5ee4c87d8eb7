package dev.perigord.wasm.module;

import java.util.Locale;

/** The heap types that are not defined by a module. */
public enum AbstractHeapType implements HeapType {
    FUNC(0x70),
    EXTERN(0x6F);

    private final int code;

    AbstractHeapType(int code) {
        this.code = code;
    }

    /** The byte of the binary format. */
    public int code() {
        return code;
    }

    @Override
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
