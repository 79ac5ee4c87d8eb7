package dev.perigord.wasm.nodes.variable;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.Vector128;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code local.tee}: sets a local and passes the value on. */
public final class LocalTeeNode extends ExpressionNode {
    private final int slot;

    @Child
    private ExpressionNode value;

    /** Sets {@code slot}. */
    public LocalTeeNode(int slot, ExpressionNode value) {
        this.slot = slot;
        this.value = value;
    }

    @Override
    public int executeI32(VirtualFrame frame, WasmInstance instance) {
        int result = value.executeI32(frame, instance);
        frame.setIntStatic(slot, result);
        return result;
    }

    @Override
    public long executeI64(VirtualFrame frame, WasmInstance instance) {
        long result = value.executeI64(frame, instance);
        frame.setLongStatic(slot, result);
        return result;
    }

    @Override
    public float executeF32(VirtualFrame frame, WasmInstance instance) {
        float result = value.executeF32(frame, instance);
        frame.setFloatStatic(slot, result);
        return result;
    }

    @Override
    public double executeF64(VirtualFrame frame, WasmInstance instance) {
        double result = value.executeF64(frame, instance);
        frame.setDoubleStatic(slot, result);
        return result;
    }

    @Override
    public Vector128 executeV128(VirtualFrame frame, WasmInstance instance) {
        Vector128 result = value.executeV128(frame, instance);
        frame.setObjectStatic(slot, result);
        return result;
    }

    @Override
    public Object executeReference(VirtualFrame frame, WasmInstance instance) {
        Object result = value.executeReference(frame, instance);
        frame.setObjectStatic(slot, result);
        return result;
    }
}
