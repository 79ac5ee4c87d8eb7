package dev.perigord.wasm.nodes.table;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code table.init} */
public final class TableInitNode extends StatementNode {
    private final int segment;

    private final int table;

    @Child
    private ExpressionNode target;

    @Child
    private ExpressionNode source;

    @Child
    private ExpressionNode length;

    /** The instruction at {@code codeOffset}. */
    public TableInitNode(
            int segment,
            int table,
            ExpressionNode target,
            ExpressionNode source,
            ExpressionNode length,
            int codeOffset) {
        super(codeOffset);
        this.segment = segment;
        this.table = table;
        this.target = target;
        this.source = source;
        this.length = length;
    }

    @Override
    public int execute(VirtualFrame frame, WasmInstance instance) {
        int to = target.executeI32(frame, instance);
        int from = source.executeI32(frame, instance);
        int count = length.executeI32(frame, instance);
        instance.table(table).copyFrom(instance.elementSegment(segment), from, to, count, this);
        return NORMAL;
    }
}
