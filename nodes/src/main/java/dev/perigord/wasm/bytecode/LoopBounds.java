package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.module.Instruction;

/**
 * What is known of locals in every iteration of a loop: what was known before it of those that it does not set, and what follows for
 * the one that it compares with a constant whenever it goes on. Static arrays that loops run through need no checks then.
 */
final class LoopBounds {
    /** Larger loops are not looked at: what is inside of them would be read again for each loop around it. */
    private static final int MAXIMUM_INSTRUCTIONS = 500;

    private final InstructionReader reader;

    /** What is known before the loop; all else does not matter. */
    private final KnownBounds before;

    /** How many instructions set each local of which something is known. */
    private final int[] assignments;

    /** What the last of them adds to it, once in each iteration, or 0 if it does something else. */
    private final int[] steps;

    private int depth;

    /** How many branches go back, or may. */
    private int branches;

    /** What the last of them depends on, or null. */
    private LoopTest test;

    private final RecentInstructions recent = new RecentInstructions();

    private LoopBounds(InstructionReader reader, KnownBounds before) {
        this.reader = reader;
        this.before = before;
        this.assignments = new int[before.size()];
        this.steps = new int[before.size()];
    }

    /**
     * What is known in every iteration of a loop; nothing if the loop is too large or may go on from a handler.
     *
     * @param reader reads from the loop's first instruction on
     * @param before what is known before the loop
     */
    static KnownBounds throughout(InstructionReader reader, KnownBounds before) {
        if (before.size() == 0) {
            return before;
        }
        LoopBounds bounds = new LoopBounds(reader, before);
        return bounds.read() ? before.throughout(bounds) : KnownBounds.NONE;
    }

    private boolean read() {
        for (int i = 0; i < MAXIMUM_INSTRUCTIONS && reader.hasMore(); i++) {
            Instruction instruction = reader.next();
            switch (instruction) {
                case BLOCK, LOOP, IF -> depth++;
                case END -> {
                    if (depth == 0) {
                        return true;
                    }
                    depth--;
                }
                case TRY, TRY_TABLE, RESUME, RESUME_THROW, RESUME_THROW_REF -> {
                    return false;
                }
                case BR_TABLE -> {
                    for (int label : reader.labels) {
                        branch(label, null);
                    }
                }
                case BR_IF -> branch(reader.index, reader.index == depth ? test() : null);
                case BR,
                        BR_ON_NULL,
                        BR_ON_NON_NULL,
                        BR_ON_CAST,
                        BR_ON_CAST_FAIL,
                        BR_ON_CAST_DESC_EQ,
                        BR_ON_CAST_DESC_EQ_FAIL -> branch(reader.index, null);
                case LOCAL_SET, LOCAL_TEE -> set(reader.index);
                default -> {}
            }
            recent.add(instruction, reader);
        }
        return false;
    }

    private void set(int local) {
        int place = before.indexOf(local);
        if (place >= 0) {
            assignments[place]++;
            steps[place] = depth == 0 ? step(local) : 0;
        }
    }

    private void branch(int label, LoopTest condition) {
        if (label == depth) {
            test = condition;
            branches++;
        }
    }

    /** What a conditional branch that comes next depends on, or null. */
    private LoopTest test() {
        if (recent.isLocal(0)) {
            return new LoopTest(Instruction.I32_NE, recent.operand(0), 0);
        }
        Instruction last = recent.at(0);
        boolean isRelation = last == Instruction.I32_NE || last == Instruction.I32_LT_U || last == Instruction.I32_LT_S;
        return isRelation && recent.at(1) == Instruction.I32_CONST && recent.isLocal(2)
                ? new LoopTest(last, recent.operand(2), recent.operand(1))
                : null;
    }

    /** What the instruction that comes next, which sets a local, adds to it, or 0. */
    private int step(int local) {
        boolean isOfConstant = recent.at(1) == Instruction.I32_CONST
                && recent.at(2) == Instruction.LOCAL_GET
                && recent.operand(2) == local;
        if (!isOfConstant) {
            return 0;
        }
        return switch (recent.at(0)) {
            case I32_ADD -> recent.operand(1);
            case I32_SUB -> -recent.operand(1);
            default -> 0;
        };
    }

    // --- what is known -----------------------------------------------------------------------------------------

    /** Whether the loop sets the local at a place of what is known. */
    boolean sets(int place) {
        return assignments[place] > 0;
    }

    /**
     * What a local can be in each iteration.
     *
     * @param place its place in what is known
     * @param first what it can be before the loop
     */
    Interval interval(int place, int local, Interval first) {
        if (!sets(place) || branches == 0) {
            return first;
        }
        if (branches > 1 || test == null || test.local() != local) {
            return Interval.UNKNOWN;
        }
        boolean counts = assignments[place] == 1 && steps[place] != 0;
        Interval counted = counts ? test.counting(first, steps[place]) : Interval.UNKNOWN;
        return counted == Interval.UNKNOWN ? first.or(test.taken()) : counted;
    }
}
