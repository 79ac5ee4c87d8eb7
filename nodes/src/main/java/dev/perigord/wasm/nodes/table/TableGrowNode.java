package dev.perigord.wasm.nodes.table;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code table.grow} */
public final class TableGrowNode extends ExpressionNode {
    private final int table;

    @Child
    private ExpressionNode value;

    @Child
    private ExpressionNode delta;

    /** Grows a table by {@code delta} elements that are {@code value}. */
    public TableGrowNode(int table, ExpressionNode value, ExpressionNode delta) {
        this.table = table;
        this.value = value;
        this.delta = delta;
    }

    @Override
    public int executeI32(VirtualFrame frame, WasmInstance instance) {
        Object reference = value.executeReference(frame, instance);
        return instance.table(table).grow(delta.executeI32(frame, instance), reference);
    }
}
