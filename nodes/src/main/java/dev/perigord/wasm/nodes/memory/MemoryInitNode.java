package dev.perigord.wasm.nodes.memory;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.module.AddressType;
import dev.perigord.wasm.module.ModuleDefinition.Range;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.Trap;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code memory.init} */
public final class MemoryInitNode extends StatementNode {
    private final int segment;
    private final int memory;

    @Child
    private AddressNode target;

    @Child
    private ExpressionNode source;

    @Child
    private ExpressionNode length;

    /** The instruction at {@code codeOffset}. */
    public MemoryInitNode(int segment, int memory, AddressType type, ExpressionNode[] operands, int codeOffset) {
        super(codeOffset);
        this.segment = segment;
        this.memory = memory;
        this.target = new AddressNode(operands[0], type == AddressType.I64);
        this.source = operands[1];
        this.length = operands[2];
    }

    @Override
    public int execute(VirtualFrame frame, WasmInstance instance) {
        long to = target.execute(frame, instance);
        int from = source.executeI32(frame, instance);
        int count = length.executeI32(frame, instance);
        Range content = instance.dataSegment(segment);
        if (Integer.toUnsignedLong(from) + Integer.toUnsignedLong(count) > content.end() - content.start()) {
            throw Trap.OUT_OF_BOUNDS_MEMORY_ACCESS.at(this);
        }
        byte[] bytes = instance.module().definition().bytes();
        instance.memory(memory).write(to, bytes, content.start() + from, count, this);
        return NORMAL;
    }
}
