package dev.perigord.wasm.nodes.control;

import dev.perigord.wasm.nodes.ExpressionNode;

/** A statement that may be a branch on a condition, which a loop takes over if it is its last one. */
public interface ConditionalBranch {
    /** Whether it is a branch to a label and moves no values. */
    boolean isPlainBranchTo(int labelId);

    /** What the module says of the condition. */
    BranchHint hint();

    /** Gives the condition to the loop; only while the tree is built. */
    ExpressionNode condition();
}
