package dev.perigord.wasm.nodes.memory;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.module.AddressType;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code memory.grow} */
public final class MemoryGrowNode extends ExpressionNode {
    private final int memory;

    @Child
    private AddressNode delta;

    /** Grows a memory by {@code delta} pages. */
    public MemoryGrowNode(int memory, AddressType type, ExpressionNode delta) {
        this.memory = memory;
        this.delta = new AddressNode(delta, type == AddressType.I64);
    }

    @Override
    public int executeI32(VirtualFrame frame, WasmInstance instance) {
        return (int) executeI64(frame, instance);
    }

    @Override
    public long executeI64(VirtualFrame frame, WasmInstance instance) {
        return instance.memory(memory).grow(delta.execute(frame, instance));
    }
}
