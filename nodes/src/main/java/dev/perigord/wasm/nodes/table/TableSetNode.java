package dev.perigord.wasm.nodes.table;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code table.set} */
public final class TableSetNode extends StatementNode {
    private final int table;

    @Child
    private ExpressionNode index;

    @Child
    private ExpressionNode value;

    /** The instruction at {@code codeOffset}. */
    public TableSetNode(int table, ExpressionNode index, ExpressionNode value, int codeOffset) {
        super(codeOffset);
        this.table = table;
        this.index = index;
        this.value = value;
    }

    @Override
    public int execute(VirtualFrame frame, WasmInstance instance) {
        int element = index.executeI32(frame, instance);
        Object reference = value.executeReference(frame, instance);
        instance.table(table).set(element, reference, this);
        return NORMAL;
    }
}
