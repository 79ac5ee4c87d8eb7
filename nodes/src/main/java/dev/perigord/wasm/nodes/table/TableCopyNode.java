package dev.perigord.wasm.nodes.table;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code table.copy} */
public final class TableCopyNode extends StatementNode {
    private final int targetTable;

    private final int sourceTable;

    @Child
    private ExpressionNode target;

    @Child
    private ExpressionNode source;

    @Child
    private ExpressionNode length;

    /** The instruction at {@code codeOffset}. */
    public TableCopyNode(
            int targetTable,
            int sourceTable,
            ExpressionNode target,
            ExpressionNode source,
            ExpressionNode length,
            int codeOffset) {
        super(codeOffset);
        this.targetTable = targetTable;
        this.sourceTable = sourceTable;
        this.target = target;
        this.source = source;
        this.length = length;
    }

    @Override
    public int execute(VirtualFrame frame, WasmInstance instance) {
        int to = target.executeI32(frame, instance);
        int from = source.executeI32(frame, instance);
        int count = length.executeI32(frame, instance);
        instance.table(targetTable).copyFrom(instance.table(sourceTable).elements(), from, to, count, this);
        return NORMAL;
    }
}
