package dev.perigord.wasm.runtime;

import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.module.PackedType;
import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.module.StorageType;

/** How a value is kept in a field or array: as bits of a number, or as a Java object. */
public enum Storage {
    I8,
    I16,
    I32,
    I64,
    F32,
    F64,
    V128,
    REFERENCE;

    /** How values of a type are kept. */
    public static Storage of(StorageType type) {
        return switch (type) {
            case PackedType.I8 -> I8;
            case PackedType.I16 -> I16;
            case NumberType.I32 -> I32;
            case NumberType.I64 -> I64;
            case NumberType.F32 -> F32;
            case NumberType.F64 -> F64;
            case NumberType.V128 -> V128;
            case ReferenceType _ -> REFERENCE;
        };
    }

    /** Whether values are Java objects. */
    public boolean isReference() {
        return this == REFERENCE || this == V128;
    }

    /** What an object field is before it is set. */
    public Object defaultReference() {
        return this == V128 ? Vector128.ZERO : Null.INSTANCE;
    }

    /** A small integer as an {@code i32}, with its sign or without; other integers as they are. */
    public int extend(int value, boolean signed) {
        return switch (this) {
            case I8 -> signed ? (byte) value : value & 0xFF;
            case I16 -> signed ? (short) value : value & 0xFFFF;
            default -> value;
        };
    }

    /** How many bytes a number takes in a data segment. */
    public int bytes() {
        return switch (this) {
            case I8 -> 1;
            case I16 -> 2;
            case I32, F32 -> 4;
            case I64, F64 -> 8;
            case V128 -> 16;
            case REFERENCE -> throw new IllegalStateException();
        };
    }

    /** The boxed value of a number's bits; small integers are signed. */
    public Object box(long bits) {
        return switch (this) {
            case I8 -> (int) (byte) bits;
            case I16 -> (int) (short) bits;
            case I32 -> (int) bits;
            case I64 -> bits;
            case F32 -> Float.intBitsToFloat((int) bits);
            case F64 -> Double.longBitsToDouble(bits);
            case V128, REFERENCE -> throw new IllegalStateException();
        };
    }

    /** The bits of a boxed number. */
    public long unbox(Object value) {
        return switch (this) {
            case I8, I16, I32 -> (int) value;
            case I64 -> (long) value;
            case F32 -> Float.floatToRawIntBits((float) value);
            case F64 -> Double.doubleToRawLongBits((double) value);
            case V128, REFERENCE -> throw new IllegalStateException();
        };
    }
}
