package dev.perigord.wasm.nodes.gc;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.Storage;
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

    @Override
    public int executeI32(VirtualFrame frame, WasmInstance instance) {
        Object reference = array.executeReference(frame, instance);
        int position = index.executeI32(frame, instance);
        Object elements = WasmArray.elementsOf(reference, this);
        return switch (storage) {
            case I8 -> {
                byte[] bytes = (byte[]) elements;
                yield storage.extend(bytes[WasmArray.checkIndex(position, bytes.length, this)], signed);
            }
            case I16 -> {
                short[] shorts = (short[]) elements;
                yield storage.extend(shorts[WasmArray.checkIndex(position, shorts.length, this)], signed);
            }
            default -> {
                int[] ints = (int[]) elements;
                yield ints[WasmArray.checkIndex(position, ints.length, this)];
            }
        };
    }

    @Override
    public long executeI64(VirtualFrame frame, WasmInstance instance) {
        Object reference = array.executeReference(frame, instance);
        int position = index.executeI32(frame, instance);
        long[] elements = (long[]) WasmArray.elementsOf(reference, this);
        return elements[WasmArray.checkIndex(position, elements.length, this)];
    }

    @Override
    public float executeF32(VirtualFrame frame, WasmInstance instance) {
        Object reference = array.executeReference(frame, instance);
        int position = index.executeI32(frame, instance);
        float[] elements = (float[]) WasmArray.elementsOf(reference, this);
        return elements[WasmArray.checkIndex(position, elements.length, this)];
    }

    @Override
    public double executeF64(VirtualFrame frame, WasmInstance instance) {
        Object reference = array.executeReference(frame, instance);
        int position = index.executeI32(frame, instance);
        double[] elements = (double[]) WasmArray.elementsOf(reference, this);
        return elements[WasmArray.checkIndex(position, elements.length, this)];
    }

    @Override
    public Vector128 executeV128(VirtualFrame frame, WasmInstance instance) {
        return (Vector128) executeReference(frame, instance);
    }

    @Override
    public Object executeReference(VirtualFrame frame, WasmInstance instance) {
        Object reference = array.executeReference(frame, instance);
        int position = index.executeI32(frame, instance);
        Object[] elements = (Object[]) WasmArray.elementsOf(reference, this);
        return elements[WasmArray.checkIndex(position, elements.length, this)];
    }
}
