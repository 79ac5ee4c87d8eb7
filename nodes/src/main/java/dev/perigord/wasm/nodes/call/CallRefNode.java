package dev.perigord.wasm.nodes.call;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.References;
import dev.perigord.wasm.runtime.WasmFunction;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code call_ref} */
public final class CallRefNode extends CallNode {
    @Child
    private ExpressionNode callee;

    @Child
    private DispatchNode dispatch;

    /** A call of the function that {@code callee} refers to. */
    public CallRefNode(DefinedType type, ExpressionNode callee, ExpressionNode[] arguments, int codeOffset) {
        super(type.function(), arguments, codeOffset);
        this.callee = callee;
        this.dispatch = DispatchNodeGen.create(type);
    }

    @Override
    public Object call(VirtualFrame frame, WasmInstance instance) {
        Object[] values = evaluateArguments(frame, instance);
        return dispatch.execute(callee(frame, instance), values, this);
    }

    @Override
    protected WasmFunction callee(VirtualFrame frame, WasmInstance instance) {
        return References.function(callee.executeReference(frame, instance), this);
    }
}
