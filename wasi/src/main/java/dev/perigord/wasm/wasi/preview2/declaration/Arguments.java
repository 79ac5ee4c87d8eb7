package dev.perigord.wasm.wasi.preview2.declaration;

import dev.perigord.wasm.component.host.HostCall;
import dev.perigord.wasm.component.value.FlagsValue;
import dev.perigord.wasm.component.value.VariantValue;
import dev.perigord.wasm.runtime.TrapException;
import java.util.List;

/**
 * The arguments of one call. They have been checked against the signature, so that each is read as what it is.
 *
 * @param first the index in {@code values} of the first argument behind {@code self}
 */
public record Arguments(HostCall call, Object[] values, int first) {
    private Object value(int index) {
        return values[first + index];
    }

    /** A u64, or any smaller integer. */
    public long u64(int index) {
        return ((Number) value(index)).longValue();
    }

    /** An integer of at most 16 bits, or an s32. */
    public int integer(int index) {
        return ((Number) value(index)).intValue();
    }

    /** A string. */
    public String string(int index) {
        return (String) value(index);
    }

    /** A list of u8. */
    public byte[] bytes(int index) {
        return (byte[]) value(index);
    }

    /** A list of anything but numbers and booleans. */
    public List<?> list(int index) {
        return (List<?>) value(index);
    }

    /** A handle, owned or borrowed. */
    public <T> T resource(int index, Class<T> type) {
        return type.cast(value(index));
    }

    /** A variant, enum, option or result. */
    public VariantValue variant(int index) {
        return (VariantValue) value(index);
    }

    /** Whether a flag is set. */
    public boolean flag(int index, int bit) {
        return ((FlagsValue) value(index)).has(bit);
    }

    /** What an option holds, or null. */
    public Object optional(int index) {
        return variant(index).payload();
    }

    /** What makes the guest trap, to be thrown. */
    public TrapException trap(String message) {
        return call.trap(message);
    }
}
