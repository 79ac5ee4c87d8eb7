package dev.perigord.wasm.nodes.control;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code if} … {@code else} … {@code end} */
public final class IfNode extends StatementNode {
    @Child
    private ConditionNode condition;

    @Child
    private StatementNode thenBranch;

    @Child
    private StatementNode elseBranch;

    /** A conditional; {@code elseBranch} may be null. */
    public IfNode(ExpressionNode condition, BranchHint hint, StatementNode thenBranch, StatementNode elseBranch) {
        this.condition = new ConditionNode(condition, hint);
        this.thenBranch = thenBranch;
        this.elseBranch = elseBranch;
    }

    @Override
    public int execute(VirtualFrame frame, WasmInstance instance) {
        if (condition.execute(frame, instance)) {
            return thenBranch.execute(frame, instance);
        }
        return elseBranch == null ? NORMAL : elseBranch.execute(frame, instance);
    }
}
