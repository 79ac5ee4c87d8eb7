package dev.perigord.wasm.nodes.table;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code table.fill} */
public final class TableFillNode extends StatementNode {
    private final int table;

    @Child
    private ExpressionNode start;

    @Child
    private ExpressionNode value;

    @Child
    private ExpressionNode length;

    /** The instruction at {@code codeOffset}. */
    public TableFillNode(int table, ExpressionNode start, ExpressionNode value, ExpressionNode length, int codeOffset) {
        super(codeOffset);
        this.table = table;
        this.start = start;
        this.value = value;
        this.length = length;
    }

    @Override
    public int execute(VirtualFrame frame, WasmInstance instance) {
        int from = start.executeI32(frame, instance);
        Object content = value.executeReference(frame, instance);
        int count = length.executeI32(frame, instance);
        instance.table(table).fill(from, content, count, this);
        return NORMAL;
    }
}
