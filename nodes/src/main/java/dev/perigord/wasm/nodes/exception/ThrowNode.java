package dev.perigord.wasm.nodes.exception;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.Kind;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.WasmException;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code throw} */
public final class ThrowNode extends StatementNode {
    private final int tag;

    @CompilationFinal(dimensions = 1)
    private final Kind[] kinds;

    @Children
    private final ExpressionNode[] payload;

    /** The instruction at {@code codeOffset}. */
    public ThrowNode(int tag, Kind[] kinds, ExpressionNode[] payload, int codeOffset) {
        super(codeOffset);
        this.tag = tag;
        this.kinds = kinds;
        this.payload = payload;
    }

    @Override
    @ExplodeLoop
    public int execute(VirtualFrame frame, WasmInstance instance) {
        Object[] values = new Object[payload.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = kinds[i].executeBoxed(payload[i], frame, instance);
        }
        throw exception(values, instance, tag, this);
    }

    /** What {@code throw} throws. */
    public static WasmException exception(Object[] payload, WasmInstance instance, int tag, Node location) {
        return new WasmException(instance.tag(tag), payload, location);
    }
}
