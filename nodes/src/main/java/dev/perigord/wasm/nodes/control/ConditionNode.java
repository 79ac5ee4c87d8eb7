package dev.perigord.wasm.nodes.control;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.runtime.WasmInstance;

/**
 * A condition that counts how often it held, so that compiled code knows the likely side and leaves out one that was
 * never taken.
 */
final class ConditionNode extends Node {
    /** As how many executions a hint counts. */
    private static final int HINTED = 64;

    @Child
    private ExpressionNode condition;

    private final BranchHint hint;

    @CompilationFinal
    private int taken;

    @CompilationFinal
    private int notTaken;

    /** A condition of which something may be known. */
    ConditionNode(ExpressionNode condition, BranchHint hint) {
        this.condition = condition;
        this.hint = hint;
        this.taken = hint == BranchHint.LIKELY ? HINTED : 0;
        this.notTaken = hint == BranchHint.UNLIKELY ? HINTED : 0;
    }

    BranchHint hint() {
        return hint;
    }

    ExpressionNode expression() {
        return condition;
    }

    boolean execute(VirtualFrame frame, WasmInstance instance) {
        boolean value = condition.executeCondition(frame, instance);
        int taken = this.taken;
        int notTaken = this.notTaken;
        if (value) {
            if (taken == 0) {
                CompilerDirectives.transferToInterpreterAndInvalidate();
            }
            if (CompilerDirectives.inInterpreter() && taken < Integer.MAX_VALUE) {
                this.taken = taken + 1;
            }
        } else {
            if (notTaken == 0) {
                CompilerDirectives.transferToInterpreterAndInvalidate();
            }
            if (CompilerDirectives.inInterpreter() && notTaken < Integer.MAX_VALUE) {
                this.notTaken = notTaken + 1;
            }
        }
        if (CompilerDirectives.inInterpreter()) {
            return value;
        }
        return CompilerDirectives.injectBranchProbability(taken / ((double) taken + notTaken), value);
    }
}
