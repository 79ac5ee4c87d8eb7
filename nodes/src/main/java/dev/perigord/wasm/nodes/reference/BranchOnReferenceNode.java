package dev.perigord.wasm.nodes.reference;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.WasmInstance;

/**
 * {@code br_on_null}, {@code br_on_non_null} and the branching casts: tests a reference and branches or not, in both
 * cases with or without it.
 */
public final class BranchOnReferenceNode extends StatementNode {
    @Child
    private ExpressionNode reference;

    @Child
    private ReferenceTestNode test;

    /** Moves the other values of the branch to where the label expects them; null where they are there already. */
    @Child
    private StatementNode moves;

    private final boolean branchIf;
    private final int label;
    private final int takenSlot;
    private final int restSlot;

    /**
     * A branch.
     *
     * @param branchIf the outcome of the test for which it is taken
     * @param takenSlot where the label expects the reference, or -1
     * @param restSlot where the reference is for the instructions behind, or -1
     */
    public BranchOnReferenceNode(
            ExpressionNode reference,
            ReferenceTestNode test,
            boolean branchIf,
            StatementNode moves,
            int label,
            int takenSlot,
            int restSlot) {
        this.reference = reference;
        this.test = test;
        this.branchIf = branchIf;
        this.moves = moves;
        this.label = label;
        this.takenSlot = takenSlot;
        this.restSlot = restSlot;
    }

    @Override
    public int execute(VirtualFrame frame, WasmInstance instance) {
        Object value = reference.executeReference(frame, instance);
        if (test.execute(frame, instance, value) == branchIf) {
            if (moves != null) {
                moves.execute(frame, instance);
            }
            if (takenSlot >= 0) {
                frame.setObjectStatic(takenSlot, value);
            }
            return label;
        }
        if (restSlot >= 0) {
            frame.setObjectStatic(restSlot, value);
        }
        return NORMAL;
    }
}
