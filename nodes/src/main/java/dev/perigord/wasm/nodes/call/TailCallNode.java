package dev.perigord.wasm.nodes.call;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.WasmInstance;

/**
 * {@code return_call} and its variants: leaves the call to whoever called this function, so that the stack does not
 * grow. The callee is found as for any call, see {@link CallNode#prepare}.
 */
public final class TailCallNode extends StatementNode {
    @Child
    private CallNode call;

    private final int slot;

    /** A call; {@code slot} is where the function's body finds it. */
    public TailCallNode(CallNode call, int slot, int codeOffset) {
        super(codeOffset);
        this.call = call;
        this.slot = slot;
    }

    @Override
    public int execute(VirtualFrame frame, WasmInstance instance) {
        frame.setObjectStatic(slot, call.prepare(frame, instance));
        return TAIL_CALL;
    }
}
