package dev.perigord.wasm.nodes.memory;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code memory.size} */
public final class MemorySizeNode extends ExpressionNode {
    @Override
    public int executeI32(VirtualFrame frame, WasmInstance instance) {
        return (int) instance.memory().pages();
    }
}
