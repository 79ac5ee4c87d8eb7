package dev.perigord.wasm.nodes.control;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.WasmInstance;

/** A block to whose end its statements branch. */
public final class BlockNode extends StatementNode {
    private final int label;

    @Child
    private StatementList body;

    /** A block with a label id. */
    public BlockNode(int label, StatementNode body) {
        this.label = label;
        this.body = StatementList.of(body);
    }

    @Override
    public int execute(VirtualFrame frame, WasmInstance instance) {
        int status = body.execute(frame, instance);
        return status == label ? NORMAL : status;
    }
}
