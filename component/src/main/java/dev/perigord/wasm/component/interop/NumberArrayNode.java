package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.InteropException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.component.type.TypeKind;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.component.value.ListValues;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Copies arrays of numbers as a whole where their elements have the very type of the list's, so that none has to be checked: buffers
 * for bytes, arrays of Java, and typed arrays of JavaScript.
 */
final class NumberArrayNode extends Node {
    private static final String BUFFER = "buffer";
    private static final String OFFSET = "byteOffset";

    private final WitType element;
    private final int width;
    private final HostArrays arrays;
    private final String typedArray;

    @Child
    private InteropLibrary interop;

    /** For the class of a typed array. */
    @Child
    private InteropLibrary classes;

    /** For the name of that class. */
    @Child
    private InteropLibrary names;

    /** For the buffer of a typed array. */
    @Child
    private InteropLibrary buffers;

    /** For its offset. */
    @Child
    private InteropLibrary numbers;

    private NumberArrayNode(WitType element, Libraries libraries) {
        this.element = element;
        this.width = (int) element.layout().size();
        this.arrays = libraries.arrays();
        this.typedArray = typedArray(element.kind());
        this.interop = libraries.create();
        this.classes = libraries.create();
        this.names = libraries.create();
        this.buffers = libraries.create();
        this.numbers = libraries.create();
    }

    /** For lists of a type, or null if they are no lists of numbers. */
    static NumberArrayNode create(WitType element, Libraries libraries) {
        return ListValues.newArray(element, 0) == null ? null : new NumberArrayNode(element, libraries);
    }

    /** The class of JavaScript whose elements are such numbers: a buffer does not tell how its bytes are to be read. */
    private static String typedArray(TypeKind kind) {
        return switch (kind) {
            case S8 -> "Int8Array";
            case U8 -> "Uint8Array";
            case S16 -> "Int16Array";
            case U16 -> "Uint16Array";
            case S32 -> "Int32Array";
            case U32 -> "Uint32Array";
            case S64 -> "BigInt64Array";
            case U64 -> "BigUint64Array";
            case F32 -> "Float32Array";
            case F64 -> "Float64Array";
            default -> "";
        };
    }

    /** A copy of the numbers in the form that lists of them have, or null if they must be read one by one. */
    Object copy(Object value) throws InteropException {
        boolean isArray = interop.hasArrayElements(value);
        if (element.kind() == TypeKind.U8 && interop.hasBufferElements(value)) {
            long size = interop.getBufferSize(value);
            if (!isArray || interop.getArraySize(value) == size) {
                return bytes(interop, value, 0, size);
            }
        }
        if (!isArray) {
            return null;
        }
        Object copy = hostArray(value);
        if (copy != null || !interop.hasMetaObject(value)) {
            return copy;
        }
        Object name = classes.getMetaSimpleName(interop.getMetaObject(value));
        return isTypedArray(names.asString(name)) ? typedArray(value) : null;
    }

    /** A typed array of JavaScript is no buffer, but a view of one. */
    private Object typedArray(Object value) throws InteropException {
        Object buffer = interop.isMemberReadable(value, BUFFER) ? interop.readMember(value, BUFFER) : null;
        if (buffer == null || !buffers.hasBufferElements(buffer)) {
            return null;
        }
        long offset = numbers.asLong(interop.readMember(value, OFFSET));
        byte[] bytes = bytes(buffers, buffer, offset, interop.getArraySize(value) * width);
        return bytes == null || element.kind() == TypeKind.U8 ? bytes : decode(bytes);
    }

    @TruffleBoundary
    private boolean isTypedArray(String name) {
        return typedArray.equals(name);
    }

    private static byte[] bytes(InteropLibrary buffers, Object buffer, long offset, long size) throws InteropException {
        if (size > Integer.MAX_VALUE) {
            return null;
        }
        byte[] bytes = new byte[(int) size];
        buffers.readBuffer(buffer, offset, bytes, 0, bytes.length);
        return bytes;
    }

    @TruffleBoundary
    private Object decode(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        Object array = ListValues.newArray(element, bytes.length / width);
        ListValues.read(buffer, array);
        return array;
    }

    /** Numbers of Java have a sign; of those without one only bytes are taken as they are. */
    @TruffleBoundary
    private Object hostArray(Object value) {
        boolean isSigned =
                switch (element.kind()) {
                    case U16, U32, U64 -> false;
                    default -> true;
                };
        Object array = isSigned ? arrays.javaArray(value) : null;
        if (array == null) {
            return null;
        }
        int length = Array.getLength(array);
        Object copy = ListValues.newArray(element, length);
        if (copy.getClass() != array.getClass()) {
            return null;
        }
        System.arraycopy(array, 0, copy, 0, length);
        return copy;
    }
}
