package dev.perigord.wasm.nodes.gc;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.ArrayElements;
import dev.perigord.wasm.runtime.Storage;
import dev.perigord.wasm.runtime.Vector128;
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
        return switch (storage) {
            case I8 -> storage.extend(ArrayElements.getI8(reference, position, this), signed);
            case I16 -> storage.extend(ArrayElements.getI16(reference, position, this), signed);
            default -> ArrayElements.getI32(reference, position, this);
        };
    }

    @Override
    public long executeI64(VirtualFrame frame, WasmInstance instance) {
        Object reference = array.executeReference(frame, instance);
        int position = index.executeI32(frame, instance);
        return ArrayElements.getI64(reference, position, this);
    }

    @Override
    public float executeF32(VirtualFrame frame, WasmInstance instance) {
        Object reference = array.executeReference(frame, instance);
        int position = index.executeI32(frame, instance);
        return ArrayElements.getF32(reference, position, this);
    }

    @Override
    public double executeF64(VirtualFrame frame, WasmInstance instance) {
        Object reference = array.executeReference(frame, instance);
        int position = index.executeI32(frame, instance);
        return ArrayElements.getF64(reference, position, this);
    }

    @Override
    public Vector128 executeV128(VirtualFrame frame, WasmInstance instance) {
        return (Vector128) executeReference(frame, instance);
    }

    @Override
    public Object executeReference(VirtualFrame frame, WasmInstance instance) {
        Object reference = array.executeReference(frame, instance);
        int position = index.executeI32(frame, instance);
        return ArrayElements.getReference(reference, position, this);
    }
}
