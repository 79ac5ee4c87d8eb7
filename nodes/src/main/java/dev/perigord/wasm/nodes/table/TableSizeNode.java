package dev.perigord.wasm.nodes.table;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code table.size} */
public final class TableSizeNode extends ExpressionNode {
    private final int table;

    /** The size of a table. */
    public TableSizeNode(int table) {
        this.table = table;
    }

    @Override
    public int executeI32(VirtualFrame frame, WasmInstance instance) {
        return instance.table(table).size();
    }
}
