package dev.perigord.wasm.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.CompilerDirectives.ValueType;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.InvalidBufferOffsetException;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A {@code v128} (spec 4.2.1): two halves of 64 bits, the lanes from the lowest bits up, as in memory. Compiled code
 * keeps the halves in registers and makes no object. For the host, a read-only buffer of 16 bytes.
 */
@ValueType
@ExportLibrary(InteropLibrary.class)
public final class Vector128 implements TruffleObject {
    /** All bits zero. */
    public static final Vector128 ZERO = new Vector128(0, 0);

    /** Bytes in a vector. */
    public static final int SIZE = 16;

    private final long low;
    private final long high;

    /** A vector of two halves. */
    public Vector128(long low, long high) {
        this.low = low;
        this.high = high;
    }

    /** The bytes 0 to 7, the first in the lowest bits. */
    public long low() {
        return low;
    }

    /** The bytes 8 to 15, the first in the lowest bits. */
    public long high() {
        return high;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Vector128 vector && low == vector.low && high == vector.high;
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(low) + Long.hashCode(high);
    }

    @Override
    @TruffleBoundary
    public String toString() {
        return String.format("i32x4 0x%08x 0x%08x 0x%08x 0x%08x", (int) low, low >>> 32, (int) high, high >>> 32);
    }

    // --- polyglot ------------------------------------------------------------------------------------------------

    @ExportMessage
    boolean hasBufferElements() {
        return true;
    }

    @ExportMessage
    long getBufferSize() {
        return SIZE;
    }

    @TruffleBoundary
    private ByteBuffer at(ByteOrder order, long offset, int size) throws InvalidBufferOffsetException {
        if (offset < 0 || size < 0 || offset > SIZE - size) {
            throw InvalidBufferOffsetException.create(offset, size);
        }
        ByteBuffer bytes = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        return bytes.putLong(low).putLong(high).position((int) offset).order(order);
    }

    @ExportMessage
    @TruffleBoundary
    void readBuffer(long offset, byte[] destination, int destinationOffset, int length)
            throws InvalidBufferOffsetException {
        at(ByteOrder.LITTLE_ENDIAN, offset, length).get(destination, destinationOffset, length);
    }

    @ExportMessage
    @TruffleBoundary
    byte readBufferByte(long offset) throws InvalidBufferOffsetException {
        return at(ByteOrder.LITTLE_ENDIAN, offset, Byte.BYTES).get();
    }

    @ExportMessage
    @TruffleBoundary
    short readBufferShort(ByteOrder order, long offset) throws InvalidBufferOffsetException {
        return at(order, offset, Short.BYTES).getShort();
    }

    @ExportMessage
    @TruffleBoundary
    int readBufferInt(ByteOrder order, long offset) throws InvalidBufferOffsetException {
        return at(order, offset, Integer.BYTES).getInt();
    }

    @ExportMessage
    @TruffleBoundary
    long readBufferLong(ByteOrder order, long offset) throws InvalidBufferOffsetException {
        return at(order, offset, Long.BYTES).getLong();
    }

    @ExportMessage
    @TruffleBoundary
    float readBufferFloat(ByteOrder order, long offset) throws InvalidBufferOffsetException {
        return at(order, offset, Float.BYTES).getFloat();
    }

    @ExportMessage
    @TruffleBoundary
    double readBufferDouble(ByteOrder order, long offset) throws InvalidBufferOffsetException {
        return at(order, offset, Double.BYTES).getDouble();
    }

    @ExportMessage
    Object toDisplayString(@SuppressWarnings("unused") boolean allowSideEffects) {
        return toString();
    }
}
