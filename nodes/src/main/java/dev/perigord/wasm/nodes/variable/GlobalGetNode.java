package dev.perigord.wasm.nodes.variable;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.Vector128;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code global.get} */
public final class GlobalGetNode extends ExpressionNode {
    private final int index;

    /** Reads the global with an index. */
    public GlobalGetNode(int index) {
        this.index = index;
    }

    @Override
    public int executeI32(VirtualFrame frame, WasmInstance instance) {
        return instance.global(index).getI32();
    }

    @Override
    public long executeI64(VirtualFrame frame, WasmInstance instance) {
        return instance.global(index).getI64();
    }

    @Override
    public float executeF32(VirtualFrame frame, WasmInstance instance) {
        return instance.global(index).getF32();
    }

    @Override
    public double executeF64(VirtualFrame frame, WasmInstance instance) {
        return instance.global(index).getF64();
    }

    @Override
    public Vector128 executeV128(VirtualFrame frame, WasmInstance instance) {
        return instance.global(index).getV128();
    }

    @Override
    public Object executeReference(VirtualFrame frame, WasmInstance instance) {
        return instance.global(index).getReference();
    }
}
