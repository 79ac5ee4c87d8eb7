package dev.perigord.wasm.nodes.exception;

import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.Uncatchable;
import dev.perigord.wasm.runtime.WasmInstance;

/** A legacy {@code try} that ends with {@code delegate}: the handlers between it and the named block do not count. */
public final class DelegateNode extends StatementNode {
    private final int target;
    private final int delegationSlot;

    @Child
    private StatementNode body;

    /** Sends exceptions to the handlers of the block with a label id, or of those around it. */
    public DelegateNode(int target, int delegationSlot, StatementNode body) {
        this.target = target;
        this.delegationSlot = delegationSlot;
        this.body = body;
    }

    @Override
    public int execute(VirtualFrame frame, WasmInstance instance) {
        try {
            return body.execute(frame, instance);
        } catch (AbstractTruffleException exception) {
            if (exception instanceof Uncatchable) {
                throw exception;
            }
            // An inner delegate that goes further out has the last word.
            int inner = frame.getIntStatic(delegationSlot);
            if (inner == NORMAL || inner > target) {
                frame.setIntStatic(delegationSlot, target);
            }
            throw exception;
        }
    }
}
