package dev.perigord.wasm.nodes.memory;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code memory.size} */
public final class MemorySizeNode extends ExpressionNode {
    private final int memory;

    /** The size of a memory. */
    public MemorySizeNode(int memory) {
        this.memory = memory;
    }

    @Override
    public int executeI32(VirtualFrame frame, WasmInstance instance) {
        return (int) executeI64(frame, instance);
    }

    @Override
    public long executeI64(VirtualFrame frame, WasmInstance instance) {
        return instance.memory(memory).pages();
    }
}
