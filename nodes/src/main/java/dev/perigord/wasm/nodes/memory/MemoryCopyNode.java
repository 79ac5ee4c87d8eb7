package dev.perigord.wasm.nodes.memory;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code memory.copy} */
public final class MemoryCopyNode extends StatementNode {
    @Child
    private ExpressionNode target;

    @Child
    private ExpressionNode source;

    @Child
    private ExpressionNode length;

    /** The instruction at {@code codeOffset}. */
    public MemoryCopyNode(ExpressionNode target, ExpressionNode source, ExpressionNode length, int codeOffset) {
        super(codeOffset);
        this.target = target;
        this.source = source;
        this.length = length;
    }

    @Override
    public int execute(VirtualFrame frame, WasmInstance instance) {
        int to = target.executeI32(frame, instance);
        int from = source.executeI32(frame, instance);
        int count = length.executeI32(frame, instance);
        instance.memory()
                .copyFrom(
                        instance.memory(),
                        Integer.toUnsignedLong(from),
                        Integer.toUnsignedLong(to),
                        Integer.toUnsignedLong(count),
                        this);
        return NORMAL;
    }
}
