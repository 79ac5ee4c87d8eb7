package dev.perigord.wasm.nodes.gc;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.Storage;
import dev.perigord.wasm.runtime.Trap;
import dev.perigord.wasm.runtime.Vector128;
import dev.perigord.wasm.runtime.WasmArray;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code array.get}, {@code array.get_s}, {@code array.get_u} */
public final class ArrayGetNode extends ExpressionNode {
    @Child
    private ExpressionNode array;

    @Child
    private ExpressionNode index;

    private final Storage storage;
    private final boolean signed;

    /** The instruction at {@code codeOffset}; {@code signed} matters for small integers only. */
    public ArrayGetNode(DefinedType type, ExpressionNode array, ExpressionNode index, boolean signed, int codeOffset) {
        super(codeOffset);
        this.storage = Storage.of(type.array().element().storage());
        this.array = array;
        this.index = index;
        this.signed = signed;
    }

    private Object elements(Object reference) {
        if (reference instanceof WasmArray found) {
            return found.elements();
        }
        throw Trap.NULL_ARRAY_REFERENCE.at(this);
    }

    private int checked(int position, int length) {
        if (Integer.compareUnsigned(position, length) >= 0) {
            throw Trap.OUT_OF_BOUNDS_ARRAY_ACCESS.at(this);
        }
        return position;
    }

    @Override
    public int executeI32(VirtualFrame frame, WasmInstance instance) {
        Object reference = array.executeReference(frame, instance);
        int position = index.executeI32(frame, instance);
        Object elements = elements(reference);
        return switch (storage) {
            case I8 -> {
                byte[] bytes = (byte[]) elements;
                yield storage.extend(bytes[checked(position, bytes.length)], signed);
            }
            case I16 -> {
                short[] shorts = (short[]) elements;
                yield storage.extend(shorts[checked(position, shorts.length)], signed);
            }
            default -> {
                int[] ints = (int[]) elements;
                yield ints[checked(position, ints.length)];
            }
        };
    }

    @Override
    public long executeI64(VirtualFrame frame, WasmInstance instance) {
        Object reference = array.executeReference(frame, instance);
        int position = index.executeI32(frame, instance);
        long[] elements = (long[]) elements(reference);
        return elements[checked(position, elements.length)];
    }

    @Override
    public float executeF32(VirtualFrame frame, WasmInstance instance) {
        Object reference = array.executeReference(frame, instance);
        int position = index.executeI32(frame, instance);
        float[] elements = (float[]) elements(reference);
        return elements[checked(position, elements.length)];
    }

    @Override
    public double executeF64(VirtualFrame frame, WasmInstance instance) {
        Object reference = array.executeReference(frame, instance);
        int position = index.executeI32(frame, instance);
        double[] elements = (double[]) elements(reference);
        return elements[checked(position, elements.length)];
    }

    @Override
    public Vector128 executeV128(VirtualFrame frame, WasmInstance instance) {
        return (Vector128) executeReference(frame, instance);
    }

    @Override
    public Object executeReference(VirtualFrame frame, WasmInstance instance) {
        Object reference = array.executeReference(frame, instance);
        int position = index.executeI32(frame, instance);
        Object[] elements = (Object[]) elements(reference);
        return elements[checked(position, elements.length)];
    }
}
