package dev.perigord.wasm.nodes.table;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.WasmInstance;
import dev.perigord.wasm.runtime.WasmTable;

/** A 64-bit index or length as the 32-bit one that table instructions take. */
public final class WideIndexNode extends ExpressionNode {
    @Child
    private ExpressionNode index;

    /** Takes an {@code i64}. */
    public WideIndexNode(ExpressionNode index) {
        this.index = index;
    }

    @Override
    public int executeI32(VirtualFrame frame, WasmInstance instance) {
        return WasmTable.narrow(index.executeI64(frame, instance));
    }
}
