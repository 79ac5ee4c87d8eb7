package dev.perigord.wasm.component.syntax;

import java.util.Arrays;

/** A value in the binary format, which only its type explains (Binary.md {@code val(t)}). */
public final class EncodedValue {
    /** The bits of the only NaN that an {@code f32} can be. */
    public static final int F32_NAN = 0x7FC0_0000;

    /** The bits of the only NaN that an {@code f64} can be. */
    public static final long F64_NAN = 0x7FF8_0000_0000_0000L;

    private final byte[] bytes;

    /** A value with its encoding. */
    public EncodedValue(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /** The encoding. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EncodedValue value && Arrays.equals(bytes, value.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return Arrays.toString(bytes);
    }
}
