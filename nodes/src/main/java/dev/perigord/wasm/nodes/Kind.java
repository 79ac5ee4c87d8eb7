package dev.perigord.wasm.nodes;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.module.ValueType;
import dev.perigord.wasm.runtime.Null;
import dev.perigord.wasm.runtime.Storage;
import dev.perigord.wasm.runtime.Vector128;
import dev.perigord.wasm.runtime.WasmInstance;
import java.util.List;

/** How values of a type are kept in frames and executed: what remains of types once a function is validated. */
public enum Kind {
    I32,
    I64,
    F32,
    F64,
    V128,
    REFERENCE;

    /** The kind of a type. */
    public static Kind of(ValueType type) {
        return switch (type) {
            case NumberType number -> of(number);
            case ReferenceType _ -> REFERENCE;
        };
    }

    /** The kind of a type of numbers. */
    public static Kind of(NumberType type) {
        return switch (type) {
            case I32 -> I32;
            case I64 -> I64;
            case F32 -> F32;
            case F64 -> F64;
            case V128 -> V128;
        };
    }

    /** The kind of what is kept in a field or array, once it is on the operand stack. */
    public static Kind of(Storage storage) {
        return switch (storage) {
            case I8, I16, I32 -> I32;
            case I64 -> I64;
            case F32 -> F32;
            case F64 -> F64;
            case V128 -> V128;
            case REFERENCE -> REFERENCE;
        };
    }

    /** The kinds of some types. */
    public static Kind[] of(List<ValueType> types) {
        Kind[] kinds = new Kind[types.size()];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = of(types.get(i));
        }
        return kinds;
    }

    /** The boxed value in a slot. */
    public Object getBoxed(VirtualFrame frame, int slot) {
        return switch (this) {
            case I32 -> frame.getIntStatic(slot);
            case I64 -> frame.getLongStatic(slot);
            case F32 -> frame.getFloatStatic(slot);
            case F64 -> frame.getDoubleStatic(slot);
            case V128, REFERENCE -> frame.getObjectStatic(slot);
        };
    }

    /** Stores a boxed value in a slot. */
    public void setBoxed(VirtualFrame frame, int slot, Object value) {
        switch (this) {
            case I32 -> frame.setIntStatic(slot, (int) value);
            case I64 -> frame.setLongStatic(slot, (long) value);
            case F32 -> frame.setFloatStatic(slot, (float) value);
            case F64 -> frame.setDoubleStatic(slot, (double) value);
            case V128, REFERENCE -> frame.setObjectStatic(slot, value);
        }
    }

    /** Stores zero or null in a slot. */
    public void clear(VirtualFrame frame, int slot) {
        switch (this) {
            case I32 -> frame.setIntStatic(slot, 0);
            case I64 -> frame.setLongStatic(slot, 0);
            case F32 -> frame.setFloatStatic(slot, 0);
            case F64 -> frame.setDoubleStatic(slot, 0);
            case V128 -> frame.setObjectStatic(slot, Vector128.ZERO);
            case REFERENCE -> frame.setObjectStatic(slot, Null.INSTANCE);
        }
    }

    /** Copies one slot to another. */
    public void copy(VirtualFrame frame, int from, int to) {
        switch (this) {
            case I32 -> frame.setIntStatic(to, frame.getIntStatic(from));
            case I64 -> frame.setLongStatic(to, frame.getLongStatic(from));
            case F32 -> frame.setFloatStatic(to, frame.getFloatStatic(from));
            case F64 -> frame.setDoubleStatic(to, frame.getDoubleStatic(from));
            case V128, REFERENCE -> frame.setObjectStatic(to, frame.getObjectStatic(from));
        }
    }

    /** Executes an expression of this kind and boxes the value. */
    public Object executeBoxed(ExpressionNode node, VirtualFrame frame, WasmInstance instance) {
        return switch (this) {
            case I32 -> node.executeI32(frame, instance);
            case I64 -> node.executeI64(frame, instance);
            case F32 -> node.executeF32(frame, instance);
            case F64 -> node.executeF64(frame, instance);
            case V128 -> node.executeV128(frame, instance);
            case REFERENCE -> node.executeReference(frame, instance);
        };
    }
}
