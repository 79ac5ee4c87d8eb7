package dev.perigord.wasm.module;

import java.util.Locale;

/** The small integers that only fields hold (spec 2.3.9). */
public enum PackedType implements StorageType {
    I8(0x78),
    I16(0x77);

    private final int code;

    PackedType(int code) {
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

    @Override
    public ValueType unpacked() {
        return NumberType.I32;
    }

    @Override
    public boolean matches(StorageType expected) {
        return this == expected;
    }
}
