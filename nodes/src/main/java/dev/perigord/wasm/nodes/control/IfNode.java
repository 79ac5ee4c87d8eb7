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
    private StatementList thenBranch;

    @Child
    private StatementList elseBranch;

    /** A conditional; {@code elseBranch} may be null. */
    public IfNode(ExpressionNode condition, BranchHint hint, StatementNode thenBranch, StatementNode elseBranch) {
        this.condition = new ConditionNode(condition, hint);
        this.thenBranch = StatementList.of(thenBranch);
        this.elseBranch = elseBranch == null ? null : StatementList.of(elseBranch);
    }

    @Override
    public int execute(VirtualFrame frame, WasmInstance instance) {
        if (condition.execute(frame, instance)) {
            return thenBranch.execute(frame, instance);
        }
        return elseBranch == null ? NORMAL : elseBranch.execute(frame, instance);
    }
}
