package dev.perigord.wasm.nodes.exception;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.Uncatchable;
import dev.perigord.wasm.runtime.WasmInstance;

/**
 * {@code try_table}, and the legacy {@code try} with {@code catch}. Catches the exceptions of WebAssembly and those of
 * other languages and the host, but no traps.
 */
public final class TryNode extends StatementNode {
    private final int label;

    /** The slot that names the label to which a {@code delegate} sent the exception, or -1 if there is none. */
    private final int delegationSlot;

    @Child
    private StatementNode body;

    @Children
    private final CatchNode[] catches;

    @CompilationFinal
    private boolean thrown;

    /** A block with a label id; inner blocks have larger ids. */
    public TryNode(int label, int delegationSlot, StatementNode body, CatchNode[] catches) {
        this.label = label;
        this.delegationSlot = delegationSlot;
        this.body = body;
        this.catches = catches;
    }

    @Override
    public int execute(VirtualFrame frame, WasmInstance instance) {
        try {
            return body.execute(frame, instance);
        } catch (AbstractTruffleException exception) {
            if (exception instanceof Uncatchable) {
                throw exception;
            }
            if (!thrown) {
                CompilerDirectives.transferToInterpreterAndInvalidate();
                thrown = true;
            }
            return handle(exception, frame, instance);
        }
    }

    @ExplodeLoop
    private int handle(AbstractTruffleException exception, VirtualFrame frame, WasmInstance instance) {
        if (delegationSlot >= 0) {
            int target = frame.getIntStatic(delegationSlot);
            if (target != NORMAL && target < label) {
                throw exception;
            }
            frame.setIntStatic(delegationSlot, NORMAL);
        }
        for (CatchNode clause : catches) {
            if (clause.catches(exception, instance)) {
                return clause.execute(exception, frame, instance);
            }
        }
        throw exception;
    }
}
