package dev.perigord.wasm.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.dsl.Fallback;
import com.oracle.truffle.api.dsl.GenerateInline;
import com.oracle.truffle.api.dsl.GenerateUncached;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.InvalidBufferOffsetException;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import com.oracle.truffle.api.interop.UnsupportedTypeException;
import com.oracle.truffle.api.library.CachedLibrary;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.module.AbstractHeapType;
import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.module.ValueType;
import java.nio.ByteOrder;

/**
 * Converts a value of the host to a WebAssembly value of a type. Numbers must fit exactly, except that unsigned 32-bit
 * and 64-bit numbers are taken for {@code i32} and {@code i64}, and a double for {@code f32}. A {@code v128} is a buffer
 * of 16 bytes.
 */
@GenerateUncached
@GenerateInline(false)
public abstract class FromHostNode extends Node {
    /** Converts {@code value}. */
    public abstract Object execute(Object value, ValueType type) throws UnsupportedTypeException;

    static boolean isI32(ValueType type) {
        return type == NumberType.I32;
    }

    static boolean isI64(ValueType type) {
        return type == NumberType.I64;
    }

    static boolean isF32(ValueType type) {
        return type == NumberType.F32;
    }

    static boolean isF64(ValueType type) {
        return type == NumberType.F64;
    }

    static boolean isV128(ValueType type) {
        return type == NumberType.V128;
    }

    static boolean isReference(ValueType type) {
        return type instanceof ReferenceType;
    }

    @Specialization(guards = "isI32(type)")
    static Object i32(int value, @SuppressWarnings("unused") ValueType type) {
        return value;
    }

    @Specialization(guards = "isI64(type)")
    static Object i64(long value, @SuppressWarnings("unused") ValueType type) {
        return value;
    }

    @Specialization(guards = "isI64(type)")
    static Object i64(int value, @SuppressWarnings("unused") ValueType type) {
        return (long) value;
    }

    @Specialization(guards = "isF64(type)")
    static Object f64(double value, @SuppressWarnings("unused") ValueType type) {
        return value;
    }

    @Specialization(guards = "isV128(type)")
    static Object v128(Vector128 value, @SuppressWarnings("unused") ValueType type) {
        return value;
    }

    @Specialization(
            guards = {"isV128(type)", "interop.hasBufferElements(value)"},
            limit = "3",
            replaces = "v128")
    static Object buffer(Object value, ValueType type, @CachedLibrary("value") InteropLibrary interop)
            throws UnsupportedTypeException {
        try {
            if (interop.getBufferSize(value) == Vector128.SIZE) {
                return new Vector128(
                        interop.readBufferLong(value, ByteOrder.LITTLE_ENDIAN, 0),
                        interop.readBufferLong(value, ByteOrder.LITTLE_ENDIAN, Long.BYTES));
            }
        } catch (UnsupportedMessageException | InvalidBufferOffsetException e) {
            throw unsupported(value, type);
        }
        throw unsupported(value, type);
    }

    @Specialization(guards = "isReference(type)", limit = "3")
    static Object reference(Object value, ValueType type, @CachedLibrary("value") InteropLibrary interop)
            throws UnsupportedTypeException {
        if (interop.isNull(value)) {
            return Null.INSTANCE;
        }
        if (((ReferenceType) type).heapType() == AbstractHeapType.FUNC && !(value instanceof WasmFunction)) {
            throw unsupported(value, type);
        }
        return value;
    }

    @Specialization(
            limit = "3",
            guards = "interop.isNumber(value)",
            replaces = {"i32", "i64", "f64"})
    static Object number(Object value, ValueType type, @CachedLibrary("value") InteropLibrary interop)
            throws UnsupportedTypeException {
        try {
            switch (type) {
                case NumberType.I32 -> {
                    if (interop.fitsInInt(value)) {
                        return interop.asInt(value);
                    }
                    if (interop.fitsInLong(value) && interop.asLong(value) >>> 32 == 0) {
                        return (int) interop.asLong(value);
                    }
                }
                case NumberType.I64 -> {
                    if (interop.fitsInLong(value)) {
                        return interop.asLong(value);
                    }
                    if (interop.fitsInBigInteger(value)) {
                        return unsigned(interop.asBigInteger(value), value, type);
                    }
                }
                case NumberType.F32 -> {
                    if (interop.fitsInFloat(value)) {
                        return interop.asFloat(value);
                    }
                    if (interop.fitsInDouble(value)) {
                        return (float) interop.asDouble(value);
                    }
                }
                case NumberType.F64 -> {
                    if (interop.fitsInDouble(value)) {
                        return interop.asDouble(value);
                    }
                }
                default -> {}
            }
        } catch (UnsupportedMessageException e) {
            throw unsupported(value, type);
        }
        throw unsupported(value, type);
    }

    @Fallback
    static Object other(Object value, ValueType type) throws UnsupportedTypeException {
        throw unsupported(value, type);
    }

    @TruffleBoundary
    private static Object unsigned(java.math.BigInteger number, Object value, ValueType type)
            throws UnsupportedTypeException {
        if (number.signum() >= 0 && number.bitLength() <= 64) {
            return number.longValue();
        }
        throw unsupported(value, type);
    }

    @TruffleBoundary
    private static UnsupportedTypeException unsupported(Object value, ValueType type) {
        return UnsupportedTypeException.create(new Object[] {value}, "expected a value of type " + type);
    }
}
