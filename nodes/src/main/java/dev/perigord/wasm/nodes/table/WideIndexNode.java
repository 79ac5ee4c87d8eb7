package dev.perigord.wasm.nodes.table;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.WasmInstance;

/**
 * A 64-bit index or length as the 32-bit one that table instructions take. No table has 2^31 elements, so what is larger
 * becomes the largest unsigned number, which is as much out of bounds.
 */
public final class WideIndexNode extends ExpressionNode {
    @Child
    private ExpressionNode index;

    /** Takes an {@code i64}. */
    public WideIndexNode(ExpressionNode index) {
        this.index = index;
    }

    @Override
    public int executeI32(VirtualFrame frame, WasmInstance instance) {
        long value = index.executeI64(frame, instance);
        return value >>> 31 == 0 ? (int) value : -1;
    }
}
