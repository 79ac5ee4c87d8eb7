package dev.perigord.wasm.nodes.exception;

import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.Node;
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
        throw thrown(exception.executeReference(frame, instance), this);
    }

    /** The exception that a reference is; traps where it is null. */
    public static AbstractTruffleException thrown(Object reference, Node location) {
        if (reference instanceof AbstractTruffleException exception) {
            return exception;
        }
        throw Trap.NULL_EXCEPTION_REFERENCE.at(location);
    }
}
