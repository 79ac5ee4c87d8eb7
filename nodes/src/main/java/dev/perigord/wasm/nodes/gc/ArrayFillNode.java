package dev.perigord.wasm.nodes.gc;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.Kind;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.Trap;
import dev.perigord.wasm.runtime.WasmArray;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code array.fill} */
public final class ArrayFillNode extends StatementNode {
    private final Kind kind;

    @Child
    private ExpressionNode array;

    @Child
    private ExpressionNode start;

    @Child
    private ExpressionNode value;

    @Child
    private ExpressionNode length;

    /** The instruction at {@code codeOffset}. */
    public ArrayFillNode(
            Kind kind,
            ExpressionNode array,
            ExpressionNode start,
            ExpressionNode value,
            ExpressionNode length,
            int codeOffset) {
        super(codeOffset);
        this.kind = kind;
        this.array = array;
        this.start = start;
        this.value = value;
        this.length = length;
    }

    @Override
    public int execute(VirtualFrame frame, WasmInstance instance) {
        Object reference = array.executeReference(frame, instance);
        int from = start.executeI32(frame, instance);
        Object element = kind.executeBoxed(value, frame, instance);
        int count = length.executeI32(frame, instance);
        if (!(reference instanceof WasmArray found)) {
            throw Trap.NULL_ARRAY_REFERENCE.at(this);
        }
        WasmArray.checkRange(found.length(), from, count, this);
        found.fill(from, element, count);
        return NORMAL;
    }
}
