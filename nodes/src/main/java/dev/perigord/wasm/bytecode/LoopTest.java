package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.module.Instruction;

/**
 * What a branch back to a loop depends on: a local compared with a constant.
 *
 * @param relation the branch is taken if the local is {@code i32.ne} to the constant, {@code i32.lt_u} or {@code i32.lt_s}
 * @param local the local
 * @param constant the constant
 */
record LoopTest(Instruction relation, int local, int constant) {
    /** What the local can be where the branch is taken, whatever it was before. */
    Interval taken() {
        return relation == Instruction.I32_LT_U && constant != 0
                ? Interval.upTo(Integer.toUnsignedLong(constant) - 1)
                : Interval.UNKNOWN;
    }

    /**
     * What the local can be in each iteration if the loop does nothing else with it than adding a step before the test.
     *
     * @param first what it can be before the loop
     */
    Interval counting(Interval first, int step) {
        if (relation == Instruction.I32_NE) {
            long distance = distance(first, step);
            return distance < 0
                    ? Interval.UNKNOWN
                    : first.or(
                            Interval.constant((int) (step > 0 ? first.least() + distance : first.least() - distance)));
        }
        long limit = relation == Instruction.I32_LT_U ? Interval.ALL : Interval.ALL / 2;
        long bound = Integer.toUnsignedLong(constant);
        if (step < 0 || bound == 0 || bound >= limit) {
            return Interval.UNKNOWN;
        }
        long most = Math.max(first.most(), bound - 1);
        return most + step < limit ? new Interval(first.least(), most) : Interval.UNKNOWN;
    }

    /** How far it is from the only number that the local is at first to that in the last iteration, or -1. */
    private long distance(Interval first, int step) {
        if (!first.isConstant()) {
            return -1;
        }
        long end = Integer.toUnsignedLong(constant);
        long distance = step < 0 ? first.least() - end : (end == 0 ? Interval.ALL : end) - first.least();
        long stride = Math.abs((long) step);
        return distance > 0 && distance % stride == 0 ? distance - stride : -1;
    }
}
