package dev.perigord.wasm.nodes.reference;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.References;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code ref.eq} */
public final class RefEqNode extends ExpressionNode {
    @Child
    private ExpressionNode left;

    @Child
    private ExpressionNode right;

    /** Compares two references. */
    public RefEqNode(ExpressionNode left, ExpressionNode right) {
        this.left = left;
        this.right = right;
    }

    @Override
    public boolean executeCondition(VirtualFrame frame, WasmInstance instance) {
        Object a = left.executeReference(frame, instance);
        Object b = right.executeReference(frame, instance);
        return References.same(a, b);
    }

    @Override
    public int executeI32(VirtualFrame frame, WasmInstance instance) {
        return executeCondition(frame, instance) ? 1 : 0;
    }
}
