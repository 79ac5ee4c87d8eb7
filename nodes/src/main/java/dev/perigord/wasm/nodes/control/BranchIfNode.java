package dev.perigord.wasm.nodes.control;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code br_if} */
public final class BranchIfNode extends StatementNode implements ConditionalBranch {
    private final int label;

    @Child
    private ConditionNode condition;

    /** Moves the values of the branch to where the label expects them; null where they are there already. */
    @Child
    private StatementNode moves;

    /** A branch to the label with an id; {@code moves} may be null. */
    public static StatementNode create(ExpressionNode condition, BranchHint hint, StatementNode moves, int label) {
        return moves == null && condition instanceof ComparisonNode comparison
                ? comparison.branchingTo(label, hint)
                : new BranchIfNode(condition, hint, moves, label);
    }

    private BranchIfNode(ExpressionNode condition, BranchHint hint, StatementNode moves, int label) {
        this.condition = new ConditionNode(condition, hint);
        this.moves = moves;
        this.label = label;
    }

    @Override
    public boolean isPlainBranchTo(int labelId) {
        return label == labelId && moves == null;
    }

    @Override
    public BranchHint hint() {
        return condition.hint();
    }

    @Override
    public ExpressionNode condition() {
        return condition.expression();
    }

    @Override
    public int execute(VirtualFrame frame, WasmInstance instance) {
        if (condition.execute(frame, instance)) {
            if (moves != null) {
                moves.execute(frame, instance);
            }
            return label;
        }
        return NORMAL;
    }
}
