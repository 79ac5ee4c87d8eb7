package dev.perigord.wasm.nodes.reference;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.Null;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code ref.is_null} */
public final class RefIsNullNode extends ExpressionNode {
    @Child
    private ExpressionNode reference;

    /** Tests a reference. */
    public RefIsNullNode(ExpressionNode reference) {
        this.reference = reference;
    }

    @Override
    public boolean executeCondition(VirtualFrame frame, WasmInstance instance) {
        return reference.executeReference(frame, instance) == Null.INSTANCE;
    }

    @Override
    public int executeI32(VirtualFrame frame, WasmInstance instance) {
        return executeCondition(frame, instance) ? 1 : 0;
    }
}
