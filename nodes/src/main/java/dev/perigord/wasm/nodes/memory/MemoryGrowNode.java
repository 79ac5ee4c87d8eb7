package dev.perigord.wasm.nodes.memory;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code memory.grow} */
public final class MemoryGrowNode extends ExpressionNode {
    @Child
    private ExpressionNode delta;

    /** Grows by {@code delta} pages. */
    public MemoryGrowNode(ExpressionNode delta) {
        this.delta = delta;
    }

    @Override
    public int executeI32(VirtualFrame frame, WasmInstance instance) {
        return (int) instance.memory().grow(Integer.toUnsignedLong(delta.executeI32(frame, instance)));
    }
}
