package dev.perigord.wasm.nodes.call;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.WasmFunction;
import dev.perigord.wasm.runtime.WasmInstance;

/** A call of an imported function: each instance may have another. */
public final class CallImportNode extends CallNode {
    private final int index;

    @Child
    private DispatchNode dispatch;

    /** A call of the function with an index. */
    public CallImportNode(int index, DefinedType type, ExpressionNode[] arguments, int codeOffset) {
        super(type.function(), arguments, codeOffset);
        this.index = index;
        this.dispatch = DispatchNodeGen.create(type);
    }

    @Override
    public Object call(VirtualFrame frame, WasmInstance instance) {
        Object[] values = evaluateArguments(frame, instance);
        return dispatch.execute(callee(frame, instance), values, this);
    }

    @Override
    protected WasmFunction callee(VirtualFrame frame, WasmInstance instance) {
        return instance.function(index);
    }
}
