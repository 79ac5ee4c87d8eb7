package dev.perigord.wasm.nodes.control;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.WasmInstance;

/** A condition that is counted. */
final class ConditionNode extends Node {
    @Child
    private ExpressionNode condition;

    private final ConditionCounter counter;

    /** A condition of which something may be known. */
    ConditionNode(ExpressionNode condition, BranchHint hint) {
        this.condition = condition;
        this.counter = new ConditionCounter(hint);
    }

    BranchHint hint() {
        return counter.hint();
    }

    ExpressionNode expression() {
        return condition;
    }

    boolean execute(VirtualFrame frame, WasmInstance instance) {
        return counter.count(condition.executeCondition(frame, instance));
    }
}
