package dev.perigord.wasm.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.interop.UnknownIdentifierException;
import com.oracle.truffle.api.interop.UnsupportedMessageException;
import com.oracle.truffle.api.interop.UnsupportedTypeException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.module.ReferenceType;

/** A global instance (spec 4.2.12). The host reads and writes its member {@code value}. */
@ExportLibrary(InteropLibrary.class)
public final class WasmGlobal implements TruffleObject {
    private static final String VALUE = "value";

    private final ExternType.Global type;
    /** The bits of a number, those of an {@code i32} in the lower half; for generated code only. */
    public long bits;

    private Object object;

    /** A global with a boxed initial value. */
    public WasmGlobal(ExternType.Global type, Object value) {
        this.type = type;
        set(value);
    }

    /** The type. */
    public ExternType.Global type() {
        return type;
    }

    /** The value of an {@code i32} global. */
    public int getI32() {
        return (int) bits;
    }

    /** The value of an {@code i64} global. */
    public long getI64() {
        return bits;
    }

    /** The value of an {@code f32} global. */
    public float getF32() {
        return Float.intBitsToFloat((int) bits);
    }

    /** The value of an {@code f64} global. */
    public double getF64() {
        return Double.longBitsToDouble(bits);
    }

    /** The value of a {@code v128} global. */
    public Vector128 getV128() {
        return (Vector128) object;
    }

    /** The value of a reference global. */
    public Object getReference() {
        return object;
    }

    /** Sets an {@code i32} global. */
    public void setI32(int value) {
        bits = value;
    }

    /** Sets an {@code i64} global. */
    public void setI64(long value) {
        bits = value;
    }

    /** Sets an {@code f32} global. */
    public void setF32(float value) {
        bits = Float.floatToRawIntBits(value);
    }

    /** Sets an {@code f64} global. */
    public void setF64(double value) {
        bits = Double.doubleToRawLongBits(value);
    }

    /** Sets a {@code v128} global. */
    public void setV128(Vector128 value) {
        object = value;
    }

    /** Sets a reference global. */
    public void setReference(Object value) {
        object = value;
    }

    /** The boxed value. */
    public Object get() {
        return switch (type.type()) {
            case NumberType.I32 -> getI32();
            case NumberType.I64 -> getI64();
            case NumberType.F32 -> getF32();
            case NumberType.F64 -> getF64();
            case NumberType.V128 -> getV128();
            case ReferenceType _ -> object;
        };
    }

    /** Sets a boxed value of the global's type. */
    public void set(Object value) {
        switch (type.type()) {
            case NumberType.I32 -> setI32((int) value);
            case NumberType.I64 -> setI64((long) value);
            case NumberType.F32 -> setF32((float) value);
            case NumberType.F64 -> setF64((double) value);
            case NumberType.V128 -> setV128((Vector128) value);
            case ReferenceType _ -> setReference(value);
        }
    }

    @ExportMessage
    boolean hasMembers() {
        return true;
    }

    @ExportMessage
    Object getMembers(@SuppressWarnings("unused") boolean includeInternal) {
        return new ResultList(new Object[] {VALUE});
    }

    @ExportMessage
    boolean isMemberReadable(String member) {
        return member.equals(VALUE);
    }

    @ExportMessage
    @TruffleBoundary
    Object readMember(String member) throws UnknownIdentifierException {
        if (!isMemberReadable(member)) {
            throw UnknownIdentifierException.create(member);
        }
        return get();
    }

    @ExportMessage
    boolean isMemberModifiable(String member) {
        return type.mutable() && isMemberReadable(member);
    }

    @ExportMessage
    boolean isMemberInsertable(@SuppressWarnings("unused") String member) {
        return false;
    }

    @ExportMessage
    @TruffleBoundary
    void writeMember(String member, Object value)
            throws UnknownIdentifierException, UnsupportedMessageException, UnsupportedTypeException {
        if (!isMemberReadable(member)) {
            throw UnknownIdentifierException.create(member);
        }
        if (!type.mutable()) {
            throw UnsupportedMessageException.create();
        }
        set(FromHostNodeGen.getUncached().execute(value, type.type()));
    }

    @ExportMessage
    @TruffleBoundary
    Object toDisplayString(@SuppressWarnings("unused") boolean allowSideEffects) {
        return type + " = " + get();
    }
}
