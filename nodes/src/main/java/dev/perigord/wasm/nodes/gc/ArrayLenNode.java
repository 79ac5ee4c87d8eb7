package dev.perigord.wasm.nodes.gc;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.Trap;
import dev.perigord.wasm.runtime.WasmArray;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code array.len} */
public final class ArrayLenNode extends ExpressionNode {
    @Child
    private ExpressionNode array;

    /** The instruction at {@code codeOffset}. */
    public ArrayLenNode(ExpressionNode array, int codeOffset) {
        super(codeOffset);
        this.array = array;
    }

    @Override
    public int executeI32(VirtualFrame frame, WasmInstance instance) {
        return length(array.executeReference(frame, instance), this);
    }

    /** The length of an array; traps where the reference is null. */
    public static int length(Object reference, Node location) {
        if (reference instanceof WasmArray array) {
            return array.length();
        }
        throw Trap.NULL_ARRAY_REFERENCE.at(location);
    }
}
