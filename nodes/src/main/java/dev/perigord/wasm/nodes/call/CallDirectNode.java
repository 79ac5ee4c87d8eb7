package dev.perigord.wasm.nodes.call;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.DirectCallNode;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.FunctionCode;
import dev.perigord.wasm.runtime.WasmFunction;
import dev.perigord.wasm.runtime.WasmInstance;

/** A call of a function of the same module: its code is known, its instance is the caller's. */
public final class CallDirectNode extends CallNode {
    private final FunctionCode code;
    private final int index;

    @Child
    private DirectCallNode call;

    /** A call of {@code code}, which is that of the function with an index. */
    public CallDirectNode(FunctionCode code, int index, ExpressionNode[] arguments, int codeOffset) {
        super(code.type(), arguments, codeOffset);
        this.index = index;
        this.code = code;
    }

    @Override
    public Object call(VirtualFrame frame, WasmInstance instance) {
        Object[] values = evaluateArguments(frame, instance);
        values[0] = instance;
        if (call == null) {
            CompilerDirectives.transferToInterpreterAndInvalidate();
            link();
        }
        return call.call(values);
    }

    /** Several threads may come here for the first time; the callee is built outside of the lock of this AST. */
    private void link() {
        DirectCallNode created = DirectCallNode.create(code.callTarget());
        atomic(() -> {
            if (call == null) {
                call = insert(created);
            }
        });
    }

    @Override
    protected WasmFunction callee(VirtualFrame frame, WasmInstance instance) {
        return instance.function(index);
    }
}
