package dev.perigord.wasm.nodes.continuation;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.Trap;
import dev.perigord.wasm.runtime.WasmFunction;
import dev.perigord.wasm.runtime.WasmInstance;
import dev.perigord.wasm.runtime.continuation.WasmContinuation;

/** {@code cont.new} */
public final class ContinuationNewNode extends ExpressionNode {
    private final DefinedType type;

    @Child
    private ExpressionNode function;

    /** The instruction at {@code codeOffset}. */
    public ContinuationNewNode(DefinedType type, ExpressionNode function, int codeOffset) {
        super(codeOffset);
        this.type = type;
        this.function = function;
    }

    @Override
    public Object executeReference(VirtualFrame frame, WasmInstance instance) {
        if (function.executeReference(frame, instance) instanceof WasmFunction callee) {
            return WasmContinuation.of(type, callee, instance.stacks());
        }
        throw Trap.NULL_FUNCTION_REFERENCE.at(this);
    }
}
