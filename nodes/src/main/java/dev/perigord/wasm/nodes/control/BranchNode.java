package dev.perigord.wasm.nodes.control;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code br}, and {@code return}, which branches to the end of the body. */
public final class BranchNode extends StatementNode {
    private final int label;

    /** A branch to the label with an id. */
    public BranchNode(int label) {
        this.label = label;
    }

    @Override
    public int execute(VirtualFrame frame, WasmInstance instance) {
        return label;
    }
}
