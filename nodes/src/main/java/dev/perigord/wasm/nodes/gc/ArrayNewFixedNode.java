package dev.perigord.wasm.nodes.gc;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.Storage;
import dev.perigord.wasm.runtime.WasmArray;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code array.new_fixed} */
public final class ArrayNewFixedNode extends ExpressionNode {
    private final DefinedType type;
    private final Storage storage;

    @Children
    private final ExpressionNode[] values;

    /** An array of some values. */
    public ArrayNewFixedNode(DefinedType type, ExpressionNode[] values, int codeOffset) {
        super(codeOffset);
        this.type = type;
        this.storage = Storage.of(type.array().element().storage());
        this.values = values;
    }

    @Override
    @ExplodeLoop
    public Object executeReference(VirtualFrame frame, WasmInstance instance) {
        Object elements = WasmArray.allocate(storage, values.length, this);
        for (int i = 0; i < values.length; i++) {
            ArraySetNode.set(elements, storage, i, values[i], frame, instance);
        }
        return new WasmArray(type, elements);
    }
}
