package dev.perigord.wasm.component.syntax;

import java.util.Arrays;

/** A value in the binary format, which only its type explains (Binary.md {@code val(t)}). */
public final class EncodedValue {
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
