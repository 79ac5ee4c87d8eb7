package dev.perigord.wasm.nodes.control;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.Trap;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code unreachable} */
public final class UnreachableNode extends StatementNode {
    /** The instruction at {@code codeOffset}. */
    public UnreachableNode(int codeOffset) {
        super(codeOffset);
    }

    @Override
    public int execute(VirtualFrame frame, WasmInstance instance) {
        throw Trap.UNREACHABLE.at(this);
    }
}
