package dev.perigord.wasm.nodes.memory;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.module.AddressType;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code memory.copy} */
public final class MemoryCopyNode extends StatementNode {
    private final int targetMemory;
    private final int sourceMemory;

    @Child
    private AddressNode target;

    @Child
    private AddressNode source;

    @Child
    private AddressNode length;

    /** The instruction at {@code codeOffset}; the types of the operands follow from those of the memories. */
    public MemoryCopyNode(
            int targetMemory,
            AddressType targetType,
            int sourceMemory,
            AddressType sourceType,
            ExpressionNode[] operands,
            int codeOffset) {
        super(codeOffset);
        this.targetMemory = targetMemory;
        this.sourceMemory = sourceMemory;
        this.target = new AddressNode(operands[0], targetType == AddressType.I64);
        this.source = new AddressNode(operands[1], sourceType == AddressType.I64);
        this.length = new AddressNode(operands[2], AddressType.smaller(targetType, sourceType) == AddressType.I64);
    }

    @Override
    public int execute(VirtualFrame frame, WasmInstance instance) {
        long to = target.execute(frame, instance);
        long from = source.execute(frame, instance);
        long count = length.execute(frame, instance);
        instance.memory(targetMemory).copyFrom(instance.memory(sourceMemory), from, to, count, this);
        return NORMAL;
    }
}
