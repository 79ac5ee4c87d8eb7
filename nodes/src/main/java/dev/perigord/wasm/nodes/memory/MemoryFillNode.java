package dev.perigord.wasm.nodes.memory;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.module.AddressType;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code memory.fill} */
public final class MemoryFillNode extends StatementNode {
    private final int memory;

    @Child
    private AddressNode address;

    @Child
    private ExpressionNode value;

    @Child
    private AddressNode length;

    /** The instruction at {@code codeOffset}. */
    public MemoryFillNode(int memory, AddressType type, ExpressionNode[] operands, int codeOffset) {
        super(codeOffset);
        this.memory = memory;
        this.address = new AddressNode(operands[0], type == AddressType.I64);
        this.value = operands[1];
        this.length = new AddressNode(operands[2], type == AddressType.I64);
    }

    @Override
    public int execute(VirtualFrame frame, WasmInstance instance) {
        long start = address.execute(frame, instance);
        int content = value.executeI32(frame, instance);
        long count = length.execute(frame, instance);
        instance.memory(memory).fill(start, (byte) content, count, this);
        return NORMAL;
    }
}
