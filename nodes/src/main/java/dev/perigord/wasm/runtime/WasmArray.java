package dev.perigord.wasm.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.InvalidArrayIndexException;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import com.oracle.truffle.api.interop.UnsupportedTypeException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.module.FieldType;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * An array (spec 4.2.14): a Java array of the smallest fitting type, {@code byte[]} to {@code double[]}, or
 * {@code Object[]} for references and vectors. An array for the host.
 */
@ExportLibrary(InteropLibrary.class)
public final class WasmArray implements TruffleObject {
    private final DefinedType type;
    private final Object elements;

    /** An array over the Java array that belongs to its type. */
    public WasmArray(DefinedType type, Object elements) {
        this.type = type;
        this.elements = elements;
    }

    /** An array over the Java array that belongs to its type. */
    public static WasmArray of(Object elements, DefinedType type) {
        return new WasmArray(type, elements);
    }

    /**
     * A Java array for elements of a kind; references in it must be set, even to null.
     *
     * @throws TrapException if the length (unsigned) exceeds what the JVM has room for
     */
    public static Object allocate(Storage storage, int length, Node location) {
        if (length < 0) {
            throw tooLong(length, location);
        }
        try {
            return switch (storage) {
                case I8 -> new byte[length];
                case I16 -> new short[length];
                case I32 -> new int[length];
                case I64 -> new long[length];
                case F32 -> new float[length];
                case F64 -> new double[length];
                case V128, REFERENCE -> new Object[length];
            };
        } catch (OutOfMemoryError e) {
            throw tooLong(length, location);
        }
    }

    @TruffleBoundary
    private static TrapException tooLong(int length, Node location) {
        return new TrapException(
                "array of " + Integer.toUnsignedString(length) + " elements exceeds the memory of this JVM", location);
    }

    /** The type. */
    public DefinedType type() {
        return type;
    }

    /** The Java array. */
    public Object elements() {
        return elements;
    }

    /** How elements are kept. */
    public Storage storage() {
        return Storage.of(type.array().element().storage());
    }

    /** The number of elements. */
    public int length() {
        return Array.getLength(elements);
    }

    /** The Java array of a reference to an array; traps where that is null. */
    public static Object elementsOf(Object reference, Node location) {
        if (reference instanceof WasmArray array) {
            return array.elements;
        }
        throw Trap.NULL_ARRAY_REFERENCE.at(location);
    }

    /** An index; traps unless it (unsigned) is in bounds. */
    public static int checkIndex(int index, int length, Node location) {
        if (Integer.compareUnsigned(index, length) >= 0) {
            throw Trap.OUT_OF_BOUNDS_ARRAY_ACCESS.at(location);
        }
        return index;
    }

    /** Traps unless {@code count} elements from {@code start} on, both unsigned, are in bounds. */
    public static void checkRange(int length, int start, int count, Node location) {
        if (Integer.toUnsignedLong(start) + Integer.toUnsignedLong(count) > length) {
            throw Trap.OUT_OF_BOUNDS_ARRAY_ACCESS.at(location);
        }
    }

    /** The boxed element at an index in bounds; small integers are signed. */
    @TruffleBoundary
    public Object get(int index) {
        return switch (elements) {
            case byte[] array -> (int) array[index];
            case short[] array -> (int) array[index];
            case Object array -> Array.get(array, index);
        };
    }

    /** Sets the boxed element at an index in bounds. */
    @TruffleBoundary
    public void set(int index, Object value) {
        switch (elements) {
            case byte[] array -> array[index] = (byte) (int) value;
            case short[] array -> array[index] = (short) (int) value;
            case Object array -> Array.set(array, index, value);
        }
    }

    /** Sets {@code count} elements from {@code start} on, in bounds, to a boxed value. */
    @TruffleBoundary
    public void fill(int start, Object value, int count) {
        int end = start + count;
        switch (elements) {
            case byte[] array -> Arrays.fill(array, start, end, (byte) (int) value);
            case short[] array -> Arrays.fill(array, start, end, (short) (int) value);
            case int[] array -> Arrays.fill(array, start, end, (int) value);
            case long[] array -> Arrays.fill(array, start, end, (long) value);
            case float[] array -> Arrays.fill(array, start, end, (float) value);
            case double[] array -> Arrays.fill(array, start, end, (double) value);
            case Object array -> Arrays.fill((Object[]) array, start, end, value);
        }
    }

    /** Sets {@code count} elements, in bounds, from little-endian bytes; those of references cannot be. */
    @TruffleBoundary
    public void read(int start, int count, byte[] bytes, int offset) {
        ByteBuffer source =
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(offset);
        switch (elements) {
            case byte[] array -> source.get(array, start, count);
            case short[] array -> source.asShortBuffer().get(array, start, count);
            case int[] array -> source.asIntBuffer().get(array, start, count);
            case long[] array -> source.asLongBuffer().get(array, start, count);
            case float[] array -> {
                // Not as floats: some processors change NaNs that are copied as such.
                for (int i = start; i < start + count; i++) {
                    array[i] = Float.intBitsToFloat(source.getInt());
                }
            }
            case double[] array -> {
                for (int i = start; i < start + count; i++) {
                    array[i] = Double.longBitsToDouble(source.getLong());
                }
            }
            case Object[] array -> {
                for (int i = start; i < start + count; i++) {
                    array[i] = new Vector128(source.getLong(), source.getLong());
                }
            }
            default -> throw new IllegalStateException();
        }
    }

    @ExportMessage
    boolean hasArrayElements() {
        return true;
    }

    @ExportMessage
    long getArraySize() {
        return length();
    }

    @ExportMessage
    boolean isArrayElementReadable(long index) {
        return index >= 0 && index < length();
    }

    @ExportMessage
    boolean isArrayElementModifiable(long index) {
        return type.array().element().mutable() && isArrayElementReadable(index);
    }

    @ExportMessage
    boolean isArrayElementInsertable(@SuppressWarnings("unused") long index) {
        return false;
    }

    @ExportMessage
    @TruffleBoundary
    Object readArrayElement(long index) throws InvalidArrayIndexException {
        if (!isArrayElementReadable(index)) {
            throw InvalidArrayIndexException.create(index);
        }
        return get((int) index);
    }

    @ExportMessage
    @TruffleBoundary
    void writeArrayElement(long index, Object value)
            throws InvalidArrayIndexException, UnsupportedMessageException, UnsupportedTypeException {
        if (!isArrayElementReadable(index)) {
            throw InvalidArrayIndexException.create(index);
        }
        FieldType element = type.array().element();
        if (!element.mutable()) {
            throw UnsupportedMessageException.create();
        }
        set(
                (int) index,
                FromHostNodeGen.getUncached().execute(value, element.storage().unpacked()));
    }

    @ExportMessage
    @TruffleBoundary
    Object toDisplayString(@SuppressWarnings("unused") boolean allowSideEffects) {
        return type + " of " + length() + " elements";
    }
}
