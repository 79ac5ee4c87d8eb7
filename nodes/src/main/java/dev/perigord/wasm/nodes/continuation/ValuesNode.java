package dev.perigord.wasm.nodes.continuation;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.Kind;
import dev.perigord.wasm.runtime.WasmInstance;

/** Operands that go to another stack, boxed. */
public final class ValuesNode extends Node {
    @CompilationFinal(dimensions = 1)
    private final Kind[] kinds;

    @Children
    private final ExpressionNode[] values;

    /** Values of some kinds. */
    public ValuesNode(Kind[] kinds, ExpressionNode[] values) {
        this.kinds = kinds;
        this.values = values;
    }

    @ExplodeLoop
    Object[] execute(VirtualFrame frame, WasmInstance instance) {
        Object[] result = new Object[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = kinds[i].executeBoxed(values[i], frame, instance);
        }
        return result;
    }
}
