package dev.perigord.wasm.nodes.gc;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.Kind;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.ArrayElements;
import dev.perigord.wasm.runtime.Storage;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code array.set} */
public final class ArraySetNode extends StatementNode {
    @Child
    private ExpressionNode array;

    @Child
    private ExpressionNode index;

    @Child
    private ExpressionNode value;

    private final Storage storage;

    /** The instruction at {@code codeOffset}. */
    public ArraySetNode(
            DefinedType type, ExpressionNode array, ExpressionNode index, ExpressionNode value, int codeOffset) {
        super(codeOffset);
        this.storage = Storage.of(type.array().element().storage());
        this.array = array;
        this.index = index;
        this.value = value;
    }

    @Override
    public int execute(VirtualFrame frame, WasmInstance instance) {
        Object reference = array.executeReference(frame, instance);
        int position = index.executeI32(frame, instance);
        switch (storage) {
            case I8 -> {
                int element = value.executeI32(frame, instance);
                ArrayElements.setI8(reference, position, element, this);
            }
            case I16 -> {
                int element = value.executeI32(frame, instance);
                ArrayElements.setI16(reference, position, element, this);
            }
            case I32 -> {
                int element = value.executeI32(frame, instance);
                ArrayElements.setI32(reference, position, element, this);
            }
            case I64 -> {
                long element = value.executeI64(frame, instance);
                ArrayElements.setI64(reference, position, element, this);
            }
            case F32 -> {
                float element = value.executeF32(frame, instance);
                ArrayElements.setF32(reference, position, element, this);
            }
            case F64 -> {
                double element = value.executeF64(frame, instance);
                ArrayElements.setF64(reference, position, element, this);
            }
            case V128, REFERENCE -> {
                Object element = Kind.of(storage).executeBoxed(value, frame, instance);
                ArrayElements.setReference(reference, position, element, this);
            }
        }
        return NORMAL;
    }

    /** Computes an element of a new array and sets it. */
    static void set(
            Object elements,
            Storage storage,
            int index,
            ExpressionNode value,
            VirtualFrame frame,
            WasmInstance instance) {
        switch (storage) {
            case I8 -> ((byte[]) elements)[index] = (byte) value.executeI32(frame, instance);
            case I16 -> ((short[]) elements)[index] = (short) value.executeI32(frame, instance);
            case I32 -> ((int[]) elements)[index] = value.executeI32(frame, instance);
            case I64 -> ((long[]) elements)[index] = value.executeI64(frame, instance);
            case F32 -> ((float[]) elements)[index] = value.executeF32(frame, instance);
            case F64 -> ((double[]) elements)[index] = value.executeF64(frame, instance);
            case V128, REFERENCE ->
                ((Object[]) elements)[index] = Kind.of(storage).executeBoxed(value, frame, instance);
        }
    }
}
