package dev.perigord.wasm.nodes.control;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;

/** Counts how often a condition held, so that compiled code knows the likely side and leaves out one that was never taken. */
final class ConditionCounter {
    /** As how many executions a hint counts. */
    private static final int HINTED = 64;

    private final BranchHint hint;

    @CompilationFinal
    private int taken;

    @CompilationFinal
    private int notTaken;

    /** For a condition of which something may be known. */
    ConditionCounter(BranchHint hint) {
        this.hint = hint;
        this.taken = hint == BranchHint.LIKELY ? HINTED : 0;
        this.notTaken = hint == BranchHint.UNLIKELY ? HINTED : 0;
    }

    BranchHint hint() {
        return hint;
    }

    /** Counts the value and gives it back. */
    boolean count(boolean value) {
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
