package dev.perigord.wasm.nodes;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.runtime.Vector128;
import dev.perigord.wasm.runtime.WasmInstance;

/** Reads a local, or a place of the operand stack, from its frame slot. */
public final class LocalGetNode extends ExpressionNode {
    private final int slot;

    /** Reads {@code slot}. */
    public LocalGetNode(int slot) {
        this.slot = slot;
    }

    /** The frame slot. */
    public int slot() {
        return slot;
    }

    @Override
    public int executeI32(VirtualFrame frame, WasmInstance instance) {
        return frame.getIntStatic(slot);
    }

    @Override
    public boolean executeCondition(VirtualFrame frame, WasmInstance instance) {
        return frame.getIntStatic(slot) != 0;
    }

    @Override
    public long executeI64(VirtualFrame frame, WasmInstance instance) {
        return frame.getLongStatic(slot);
    }

    @Override
    public float executeF32(VirtualFrame frame, WasmInstance instance) {
        return frame.getFloatStatic(slot);
    }

    @Override
    public double executeF64(VirtualFrame frame, WasmInstance instance) {
        return frame.getDoubleStatic(slot);
    }

    @Override
    public Vector128 executeV128(VirtualFrame frame, WasmInstance instance) {
        return (Vector128) frame.getObjectStatic(slot);
    }

    @Override
    public Object executeReference(VirtualFrame frame, WasmInstance instance) {
        return frame.getObjectStatic(slot);
    }
}
