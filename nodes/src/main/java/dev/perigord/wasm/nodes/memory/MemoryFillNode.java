package dev.perigord.wasm.nodes.memory;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code memory.fill} */
public final class MemoryFillNode extends StatementNode {
    @Child
    private ExpressionNode address;

    @Child
    private ExpressionNode value;

    @Child
    private ExpressionNode length;

    /** The instruction at {@code codeOffset}. */
    public MemoryFillNode(ExpressionNode address, ExpressionNode value, ExpressionNode length, int codeOffset) {
        super(codeOffset);
        this.address = address;
        this.value = value;
        this.length = length;
    }

    @Override
    public int execute(VirtualFrame frame, WasmInstance instance) {
        int start = address.executeI32(frame, instance);
        int content = value.executeI32(frame, instance);
        int count = length.executeI32(frame, instance);
        instance.memory().fill(Integer.toUnsignedLong(start), (byte) content, Integer.toUnsignedLong(count), this);
        return NORMAL;
    }
}
