package dev.perigord.wasm.module;

import java.util.Locale;

/** The types of numbers and vectors (spec 2.3.1, 2.3.2). */
public enum NumberType implements ValueType {
    I32(0x7F),
    I64(0x7E),
    F32(0x7D),
    F64(0x7C),
    V128(0x7B);

    private final int code;

    NumberType(int code) {
        this.code = code;
    }

    /** The byte of the binary format. */
    public int code() {
        return code;
    }

    @Override
    public boolean matches(StorageType expected) {
        return this == expected;
    }

    @Override
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return text();
    }
}
