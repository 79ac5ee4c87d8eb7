package dev.perigord.wasm.nodes.table;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code table.get} */
public final class TableGetNode extends ExpressionNode {
    private final int table;

    @Child
    private ExpressionNode index;

    /** The instruction at {@code codeOffset}. */
    public TableGetNode(int table, ExpressionNode index, int codeOffset) {
        super(codeOffset);
        this.table = table;
        this.index = index;
    }

    @Override
    public Object executeReference(VirtualFrame frame, WasmInstance instance) {
        return instance.table(table).get(index.executeI32(frame, instance), this);
    }
}
