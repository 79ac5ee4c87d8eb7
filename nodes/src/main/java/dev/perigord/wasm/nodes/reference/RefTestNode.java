package dev.perigord.wasm.nodes.reference;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code ref.test} */
public final class RefTestNode extends ExpressionNode {
    @Child
    private ExpressionNode reference;

    @Child
    private ReferenceTestNode test;

    /** Tests for a type. */
    public RefTestNode(ExpressionNode reference, ReferenceType type) {
        this.reference = reference;
        this.test = ReferenceTestNode.of(type);
    }

    @Override
    public boolean executeCondition(VirtualFrame frame, WasmInstance instance) {
        return test.execute(frame, instance, reference.executeReference(frame, instance));
    }

    @Override
    public int executeI32(VirtualFrame frame, WasmInstance instance) {
        return executeCondition(frame, instance) ? 1 : 0;
    }
}
