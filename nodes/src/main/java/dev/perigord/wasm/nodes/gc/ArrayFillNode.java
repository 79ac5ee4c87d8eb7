package dev.perigord.wasm.nodes.gc;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.Node;
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
        fill(reference, from, element, count, this);
        return NORMAL;
    }

    /** Sets elements to a boxed value; traps where the reference is null and out of bounds. */
    public static void fill(Object reference, int start, Object element, int count, Node location) {
        if (!(reference instanceof WasmArray array)) {
            throw Trap.NULL_ARRAY_REFERENCE.at(location);
        }
        WasmArray.checkRange(array.length(), start, count, location);
        array.fill(start, element, count);
    }
}
