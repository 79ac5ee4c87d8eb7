package dev.perigord.wasm.nodes.continuation;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.Trap;
import dev.perigord.wasm.runtime.WasmInstance;
import dev.perigord.wasm.runtime.continuation.WasmContinuation;

/** {@code cont.bind} */
public final class ContinuationBindNode extends ExpressionNode {
    private final DefinedType type;

    @Child
    private ValuesNode values;

    @Child
    private ExpressionNode continuation;

    /** The instruction at {@code codeOffset}, which gives a continuation of another type. */
    public ContinuationBindNode(DefinedType type, ValuesNode values, ExpressionNode continuation, int codeOffset) {
        super(codeOffset);
        this.type = type;
        this.values = values;
        this.continuation = continuation;
    }

    @Override
    public Object executeReference(VirtualFrame frame, WasmInstance instance) {
        Object[] bound = values.execute(frame, instance);
        if (continuation.executeReference(frame, instance) instanceof WasmContinuation found) {
            return found.bind(type, bound, this);
        }
        throw Trap.NULL_CONTINUATION_REFERENCE.at(this);
    }
}
