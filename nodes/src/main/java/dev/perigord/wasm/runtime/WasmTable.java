package dev.perigord.wasm.runtime;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.InvalidArrayIndexException;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.interop.UnsupportedTypeException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.module.ExternType;
import java.util.Arrays;

/**
 * A table instance (spec 4.2.10). An array for the host.
 *
 * <p>Tables are not for several threads to share: elements that one thread sets while another one grows the table may
 * be lost, but every element is one that was set.
 */
@ExportLibrary(InteropLibrary.class)
public final class WasmTable implements TruffleObject {
    private final ExternType.Table type;
    private final long maximum;
    private Object[] elements;

    /**
     * A table of the minimal size.
     *
     * @param maximumSize the largest number of elements that the context allows
     * @throws TrapException if the minimal size exceeds that
     */
    public WasmTable(ExternType.Table type, Object initial, int maximumSize) {
        this.type = type;
        this.maximum = type.limits().maximumWithin(maximumSize);
        if (Long.compareUnsigned(type.limits().minimum(), maximum) > 0) {
            throw new TrapException(
                    "table of " + type.limits().minimum() + " elements exceeds the limit of this context", null);
        }
        elements = new Object[(int) type.limits().minimum()];
        Arrays.fill(elements, initial);
    }

    /** The type with the current size as minimum, as importing checks it (spec 4.5.4). */
    public ExternType.Table type() {
        return new ExternType.Table(type.elementType(), type.limits().withMinimum(elements.length), type.addressType());
    }

    /** The number of elements. */
    public int size() {
        return elements.length;
    }

    /** The elements themselves, for code that checks the index against the array's length. */
    public Object[] elements() {
        return elements;
    }

    /**
     * A 64-bit index or length as one of 32 bits. No table has 2^31 elements, so what is larger becomes the largest
     * unsigned number, which is as much out of bounds.
     */
    public static int narrow(long index) {
        return index >>> 31 == 0 ? (int) index : -1;
    }

    /** An element; traps out of bounds. */
    public Object get(int index, Node location) {
        Object[] array = elements;
        if (Integer.compareUnsigned(index, array.length) >= 0) {
            throw Trap.OUT_OF_BOUNDS_TABLE_ACCESS.at(location);
        }
        return array[index];
    }

    /** Sets an element; traps out of bounds. */
    public void set(int index, Object value, Node location) {
        Object[] array = elements;
        if (Integer.compareUnsigned(index, array.length) >= 0) {
            throw Trap.OUT_OF_BOUNDS_TABLE_ACCESS.at(location);
        }
        array[index] = value;
    }

    /** Grows by {@code delta} (unsigned) and gives the old size, or -1 if that is not possible. */
    @TruffleBoundary
    public synchronized int grow(int delta, Object value) {
        int old = elements.length;
        if (Integer.toUnsignedLong(delta) > maximum - old) {
            return -1;
        }
        Object[] larger;
        try {
            larger = Arrays.copyOf(elements, old + delta);
        } catch (OutOfMemoryError e) {
            return -1;
        }
        Arrays.fill(larger, old, larger.length, value);
        elements = larger;
        return old;
    }

    private static void checkRange(int size, int start, int length, Node location) {
        if (Integer.toUnsignedLong(start) + Integer.toUnsignedLong(length) > size) {
            throw Trap.OUT_OF_BOUNDS_TABLE_ACCESS.at(location);
        }
    }

    /** Sets {@code length} elements; traps out of bounds. */
    @TruffleBoundary
    public void fill(int start, Object value, int length, Node location) {
        checkRange(elements.length, start, length, location);
        Arrays.fill(elements, start, start + length, value);
    }

    /** Copies {@code length} elements of an array here; traps where either range is out of bounds. */
    @TruffleBoundary
    public void copyFrom(Object[] source, int sourceStart, int start, int length, Node location) {
        checkRange(source.length, sourceStart, length, location);
        checkRange(elements.length, start, length, location);
        System.arraycopy(source, sourceStart, elements, start, length);
    }

    @ExportMessage
    boolean hasArrayElements() {
        return true;
    }

    @ExportMessage
    long getArraySize() {
        return elements.length;
    }

    @ExportMessage
    boolean isArrayElementReadable(long index) {
        return index >= 0 && index < elements.length;
    }

    @ExportMessage(name = "isArrayElementModifiable")
    boolean isArrayElementModifiable(long index) {
        return isArrayElementReadable(index);
    }

    @ExportMessage
    boolean isArrayElementInsertable(@SuppressWarnings("unused") long index) {
        return false;
    }

    @ExportMessage
    Object readArrayElement(long index) throws InvalidArrayIndexException {
        if (!isArrayElementReadable(index)) {
            CompilerDirectives.transferToInterpreter();
            throw InvalidArrayIndexException.create(index);
        }
        return elements[(int) index];
    }

    @ExportMessage
    @TruffleBoundary
    void writeArrayElement(long index, Object value) throws InvalidArrayIndexException, UnsupportedTypeException {
        if (!isArrayElementReadable(index)) {
            throw InvalidArrayIndexException.create(index);
        }
        elements[(int) index] = FromHostNodeGen.getUncached().execute(value, type.elementType());
    }

    @ExportMessage
    @TruffleBoundary
    Object toDisplayString(@SuppressWarnings("unused") boolean allowSideEffects) {
        return type().toString();
    }
}
