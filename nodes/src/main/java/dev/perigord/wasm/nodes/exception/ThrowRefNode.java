package dev.perigord.wasm.nodes.exception;

import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.Trap;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code throw_ref}, and {@code rethrow} of the exception that a {@code catch} has kept */
public final class ThrowRefNode extends StatementNode {
    @Child
    private ExpressionNode exception;

    /** The instruction at {@code codeOffset}. */
    public ThrowRefNode(ExpressionNode exception, int codeOffset) {
        super(codeOffset);
        this.exception = exception;
    }

    @Override
    public int execute(VirtualFrame frame, WasmInstance instance) {
        if (exception.executeReference(frame, instance) instanceof AbstractTruffleException thrown) {
            throw thrown;
        }
        throw Trap.NULL_EXCEPTION_REFERENCE.at(this);
    }
}
