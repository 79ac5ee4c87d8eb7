package dev.perigord.wasm.nodes.control;

import com.oracle.truffle.api.Truffle;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.LoopNode;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.nodes.RepeatingNode;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.runtime.WasmInstance;

/** A loop, as Truffle's loop node, so that one that runs long is compiled while it runs. */
public final class LoopStatementNode extends StatementNode {
    @Child
    private LoopNode loop;

    /**
     * A loop.
     *
     * @param label the id of its label: a branch to it begins the next iteration
     * @param body the statements, a final {@code br_if} to the loop left out
     * @param condition the condition of that {@code br_if}, or null
     * @param hint what the module says of the condition
     */
    public LoopStatementNode(int label, StatementNode body, ExpressionNode condition, BranchHint hint) {
        this.loop = Truffle.getRuntime().createLoopNode(new Iteration(label, body, condition, hint));
    }

    @Override
    public int execute(VirtualFrame frame, WasmInstance instance) {
        return (int) loop.execute(frame);
    }

    private static final class Iteration extends Node implements RepeatingNode {
        private final int label;

        @Child
        private StatementList body;

        @Child
        private ConditionNode condition;

        Iteration(int label, StatementNode body, ExpressionNode condition, BranchHint hint) {
            this.label = label;
            this.body = StatementList.of(body);
            this.condition = condition == null ? null : new ConditionNode(condition, hint);
        }

        @Override
        public boolean executeRepeating(VirtualFrame frame) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Object executeRepeatingWithValue(VirtualFrame frame) {
            WasmInstance instance = (WasmInstance) frame.getArguments()[0];
            int status = body.execute(frame, instance);
            if (status == label) {
                return CONTINUE_LOOP_STATUS;
            }
            if (condition != null && status == NORMAL && condition.execute(frame, instance)) {
                return CONTINUE_LOOP_STATUS;
            }
            return status;
        }

        @Override
        public String toString() {
            return getRootNode() + "@loop";
        }
    }
}
