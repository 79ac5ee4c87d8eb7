package dev.perigord.wasm.nodes.control;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.WasmInstance;

/** {@code br_table} where it does not end a segment of a block chain. */
public final class BranchTableNode extends StatementNode {
    @Child
    private ExpressionNode index;

    private final JumpTable labels;

    /** For each entry what moves the values of the branch; null where no entry moves any. */
    @Children
    private final StatementNode[] moves;

    /** A table of label ids, the default last; {@code moves} and each of its entries may be null. */
    public BranchTableNode(ExpressionNode index, int[] labels, StatementNode[] moves) {
        this.index = index;
        this.labels = new JumpTable(labels);
        this.moves = moves;
    }

    @Override
    @ExplodeLoop
    public int execute(VirtualFrame frame, WasmInstance instance) {
        int value = index.executeI32(frame, instance);
        int last = labels.targets.length - 1;
        if (CompilerDirectives.inInterpreter()) {
            return branch(frame, instance, Integer.compareUnsigned(value, last) < 0 ? value : last);
        }
        if (labels.distinct != null) {
            int found = labels.lookUp(value);
            for (int i = 0; i < labels.distinct.length; i++) {
                if (found == labels.distinct[i]) {
                    return branch(frame, instance, labels.firstEntries[i]);
                }
            }
        }
        for (int i = 0; i < last; i++) {
            if (value == i) {
                return branch(frame, instance, i);
            }
        }
        return branch(frame, instance, last);
    }

    private int branch(VirtualFrame frame, WasmInstance instance, int entry) {
        if (moves != null && moves[entry] != null) {
            moves[entry].execute(frame, instance);
        }
        return labels.targets[entry];
    }
}
