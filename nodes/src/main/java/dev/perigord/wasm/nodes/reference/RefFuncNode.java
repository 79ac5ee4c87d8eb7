package dev.perigord.wasm.nodes.reference;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code ref.func} */
public final class RefFuncNode extends ExpressionNode {
    private final int function;

    /** A reference to a function. */
    public RefFuncNode(int function) {
        this.function = function;
    }

    @Override
    public Object executeReference(VirtualFrame frame, WasmInstance instance) {
        return instance.function(function);
    }
}
