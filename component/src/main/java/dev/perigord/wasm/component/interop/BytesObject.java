package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.InvalidArrayIndexException;
import com.oracle.truffle.api.interop.InvalidBufferOffsetException;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A {@code list<u8>}: a buffer, and an array of numbers from 0 to 255. */
@ExportLibrary(InteropLibrary.class)
final class BytesObject implements TruffleObject {
    private static final int UNSIGNED = 0xFF;
    private static final int DISPLAYED = 32;

    private final byte[] bytes;

    BytesObject(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes;
    }

    @ExportMessage
    boolean hasArrayElements() {
        return true;
    }

    @ExportMessage
    long getArraySize() {
        return bytes.length;
    }

    @ExportMessage
    boolean isArrayElementReadable(long index) {
        return index >= 0 && index < bytes.length;
    }

    @ExportMessage
    Object readArrayElement(long index) throws InvalidArrayIndexException {
        if (!isArrayElementReadable(index)) {
            throw InvalidArrayIndexException.create(index);
        }
        return bytes[(int) index] & UNSIGNED;
    }

    @ExportMessage
    boolean hasBufferElements() {
        return true;
    }

    @ExportMessage
    long getBufferSize() {
        return bytes.length;
    }

    @TruffleBoundary
    private ByteBuffer at(ByteOrder order, long offset, int size) throws InvalidBufferOffsetException {
        if (offset < 0 || offset > bytes.length - size) {
            throw InvalidBufferOffsetException.create(offset, size);
        }
        return ByteBuffer.wrap(bytes, (int) offset, size).order(order);
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

    /** The first bytes; lists of bytes may be files. */
    @ExportMessage
    @TruffleBoundary
    Object toDisplayString(@SuppressWarnings("unused") boolean allowSideEffects) {
        String rest = bytes.length > DISPLAYED ? ", … " + bytes.length + " bytes]" : "]";
        return IntStream.range(0, Math.min(bytes.length, DISPLAYED))
                .mapToObj(i -> String.valueOf(bytes[i] & UNSIGNED))
                .collect(Collectors.joining(", ", "[", rest));
    }
}
