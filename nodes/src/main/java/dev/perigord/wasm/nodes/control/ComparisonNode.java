package dev.perigord.wasm.nodes.control;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import dev.perigord.wasm.nodes.ComputationNode;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.StatementNode;

/** A comparison, which as a statement can be a {@code br_if}, too: one node and not two. */
public abstract class ComparisonNode extends ComputationNode implements ConditionalBranch {
    /** As a {@code br_if}, the id of the label. */
    @CompilationFinal
    private int label;

    /** As a {@code br_if}, how often it branched; otherwise null. */
    @CompilationFinal
    private ConditionCounter counter;

    /** A comparison. */
    protected ComparisonNode() {}

    /** Makes a branch of it to the label with an id; only while the tree is built. */
    final StatementNode branchingTo(int labelId, BranchHint hint) {
        label = labelId;
        counter = new ConditionCounter(hint);
        return this;
    }

    @Override
    public final boolean isPlainBranchTo(int labelId) {
        return isBranch() && label == labelId;
    }

    @Override
    public final BranchHint hint() {
        return counter.hint();
    }

    @Override
    public final ExpressionNode condition() {
        counter = null;
        setCodeOffset(NO_POSITION);
        return this;
    }

    /** Whether it is a branch. */
    protected final boolean isBranch() {
        return counter != null;
    }

    /** Where a branch goes that is taken if {@code condition} holds. */
    protected final int branch(boolean condition) {
        return counter.count(condition) ? label : NORMAL;
    }

    @Override
    protected final boolean isStatement() {
        return isBranch() || super.isStatement();
    }
}
