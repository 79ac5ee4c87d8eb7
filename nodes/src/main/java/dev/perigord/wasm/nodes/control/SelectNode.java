package dev.perigord.wasm.nodes.control;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.Vector128;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code select}: both values are computed, then the condition. */
public final class SelectNode extends ExpressionNode {
    @Child
    private ExpressionNode first;

    @Child
    private ExpressionNode second;

    @Child
    private ExpressionNode condition;

    /** Chooses {@code first} if {@code condition} is not zero. */
    public SelectNode(ExpressionNode first, ExpressionNode second, ExpressionNode condition) {
        this.first = first;
        this.second = second;
        this.condition = condition;
    }

    @Override
    public int executeI32(VirtualFrame frame, WasmInstance instance) {
        int a = first.executeI32(frame, instance);
        int b = second.executeI32(frame, instance);
        return condition.executeCondition(frame, instance) ? a : b;
    }

    @Override
    public long executeI64(VirtualFrame frame, WasmInstance instance) {
        long a = first.executeI64(frame, instance);
        long b = second.executeI64(frame, instance);
        return condition.executeCondition(frame, instance) ? a : b;
    }

    @Override
    public float executeF32(VirtualFrame frame, WasmInstance instance) {
        float a = first.executeF32(frame, instance);
        float b = second.executeF32(frame, instance);
        return condition.executeCondition(frame, instance) ? a : b;
    }

    @Override
    public double executeF64(VirtualFrame frame, WasmInstance instance) {
        double a = first.executeF64(frame, instance);
        double b = second.executeF64(frame, instance);
        return condition.executeCondition(frame, instance) ? a : b;
    }

    @Override
    public Vector128 executeV128(VirtualFrame frame, WasmInstance instance) {
        Vector128 a = first.executeV128(frame, instance);
        Vector128 b = second.executeV128(frame, instance);
        return condition.executeCondition(frame, instance) ? a : b;
    }

    @Override
    public Object executeReference(VirtualFrame frame, WasmInstance instance) {
        Object a = first.executeReference(frame, instance);
        Object b = second.executeReference(frame, instance);
        return condition.executeCondition(frame, instance) ? a : b;
    }
}
