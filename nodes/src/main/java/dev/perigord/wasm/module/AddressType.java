package dev.perigord.wasm.module;

import dev.perigord.wasm.nodes.numeric.I32;
import dev.perigord.wasm.nodes.numeric.I64;

/** The type of the addresses of a memory or the indices of a table (spec 2.3.13). */
public enum AddressType {
    I32(NumberType.I32),
    I64(NumberType.I64);

    private final NumberType type;

    AddressType(NumberType type) {
        this.type = type;
    }

    /** The type on the operand stack. */
    public NumberType type() {
        return type;
    }

    /** The one of two address types in which sizes of both can be counted. */
    public static AddressType smaller(AddressType first, AddressType second) {
        return first == I64 && second == I64 ? I64 : I32;
    }

    @Override
    public String toString() {
        return type.text();
    }
}
