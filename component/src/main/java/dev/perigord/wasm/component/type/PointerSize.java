package dev.perigord.wasm.component.type;

import dev.perigord.wasm.module.AddressType;
import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.NumberType;

/** The width of an address of a linear memory (CanonicalABI.md {@code ptr_type}). */
public enum PointerSize {
    I32(4, NumberType.I32),
    I64(8, NumberType.I64);

    private final int bytes;
    private final NumberType type;

    PointerSize(int bytes, NumberType type) {
        this.bytes = bytes;
        this.type = type;
    }

    /** The width of the addresses of a memory. */
    public static PointerSize of(ExternType memory) {
        return memory instanceof ExternType.Memory type && type.addressType() == AddressType.I64 ? I64 : I32;
    }

    /** The width in bytes. */
    public int bytes() {
        return bytes;
    }

    /** The core type of an address. */
    public NumberType type() {
        return type;
    }
}
