package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.classfile.Label;
import dev.perigord.wasm.classfile.MethodWriter;
import dev.perigord.wasm.classfile.Type;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.nodes.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Emits branches, and conditions for what follows them.
 *
 * <p>The JVM demands what WebAssembly does not: the same stack at a label whichever way leads to it.
 */
final class BranchEmitter {
    private final Emission emission;
    private final ControlStack control;
    private final OperandStack stack;
    private final MethodWriter code;
    private final CaseEmitter cases;
    private final LoopEmitter loops;
    private final PartExits exits;
    private final ReferenceEmitter references;

    /** How the comparison whose operands are on the JVM's stack branches if it holds, or 0 if there is none. */
    private int pendingCondition;

    BranchEmitter(
            Emission emission, CaseEmitter cases, LoopEmitter loops, PartExits exits, ReferenceEmitter references) {
        this.emission = emission;
        this.control = emission.control;
        this.stack = emission.stack;
        this.code = emission.code;
        this.cases = cases;
        this.loops = loops;
        this.exits = exits;
        this.references = references;
    }

    /** Emits an instruction that branches to labels, or might. */
    void emit(Instruction instruction) {
        switch (instruction) {
            case BR -> {
                branch(target());
                control.unreachable = true;
            }
            case BR_IF -> branchIf(target());
            case BR_TABLE -> branchTable();
            case RETURN -> leaveFunction();
            case BR_ON_NULL -> branchOnNull(target());
            case BR_ON_NON_NULL -> branchOnNonNull(target());
            case BR_ON_CAST, BR_ON_CAST_FAIL -> {
                code.dup();
                references.test(emission.reader.castTo);
                branchOnCast(instruction == Instruction.BR_ON_CAST_FAIL);
            }
            case BR_ON_CAST_DESC_EQ, BR_ON_CAST_DESC_EQ_FAIL -> {
                emission.line();
                references.testDescriptor(emission.reader.castTo);
                branchOnCast(instruction == Instruction.BR_ON_CAST_DESC_EQ_FAIL);
            }
            default -> throw new AssertionError(instruction);
        }
    }

    private Block target() {
        Block target = control.labelled(emission.reader.index);
        target.branches++;
        return target;
    }

    // --- conditions --------------------------------------------------------------------------------------------

    /** Whether there is a comparison that waits for the instruction that branches on it. */
    boolean isConditionPending() {
        return pendingCondition != 0;
    }

    /** Keeps a comparison for the instruction that branches on it, or makes a number of it if that does not come. */
    void condition(int branch) {
        pendingCondition = branch;
        switch (emission.reader.hasMore() ? emission.reader.peek() : 0) {
            case 0x04, 0x0D, 0x1B, 0x45 -> {}
            default -> {
                Label holds = new Label();
                Label end = new Label();
                stack.pop();
                branchIfTrue(holds);
                code.constant(0).goto_(end);
                emission.bind(holds);
                code.constant(1);
                emission.bind(end, Type.INT);
                stack.push(Kind.I32);
            }
        }
    }

    /** Turns the comparison that waits into its opposite. */
    void negateCondition() {
        condition(negated(pendingCondition));
    }

    /** The opcodes of a condition and its opposite are next to each other, the odd one first. */
    private static int negated(int branch) {
        return ((branch + 1) ^ 1) - 1;
    }

    /** How many integers the condition on the JVM's stack consists of; 0 if it is of other types. */
    int conditionIntegers() {
        return switch (pendingCondition) {
            case MethodWriter.IF_ACMPEQ, MethodWriter.IF_ACMPNE -> 0;
            case MethodWriter.IF_ICMPEQ,
                    MethodWriter.IF_ICMPNE,
                    MethodWriter.IF_ICMPLT,
                    MethodWriter.IF_ICMPGE,
                    MethodWriter.IF_ICMPGT,
                    MethodWriter.IF_ICMPLE -> 2;
            default -> 1;
        };
    }

    /** Branches if the condition on the JVM's stack holds. */
    void branchIfTrue(Label target) {
        int opcode = pendingCondition == 0 ? MethodWriter.IFNE : pendingCondition;
        pendingCondition = 0;
        code.branch(opcode, target);
    }

    /** Branches unless the condition on the JVM's stack holds. */
    void branchUnless(Label target) {
        int opcode = pendingCondition == 0 ? MethodWriter.IFEQ : negated(pendingCondition);
        pendingCondition = 0;
        code.branch(opcode, target);
    }

    // --- branches ----------------------------------------------------------------------------------------------

    /** Whether a branch to a block is a jump to its label, its values in their places. */
    boolean isDirect(Block target) {
        return !control.isOuter(target) && fits(target);
    }

    /** Whether the JVM's stack is already what it must be at the block's label. */
    private boolean fits(Block target) {
        int taken = target.labelKinds().size();
        if (target.isLoop()) {
            return taken == 0 && stack.height() == control.waiting();
        }
        return stack.height() - taken == target.height && control.waiting() == target.waiting;
    }

    /** Goes to a block's label with the values that it takes, leaving the model of the stack as it is. */
    void branch(Block target) {
        if (control.isOuter(target)) {
            exits.exitWithValues(target);
            return;
        }
        if (emission.function.tailCalls.requests() && target == control.at(0)) {
            code.areturn();
            return;
        }
        if (!fits(target)) {
            arrange(target);
        }
        target.addJump(emission.addresses.known());
        if (target.isLoop()) {
            loops.goBack(target);
        } else {
            code.goto_(target.label);
        }
    }

    /** Goes to the end of the function with its results. */
    void leaveFunction() {
        branch(control.at(emission.function.tailCalls.blocks()));
        control.unreachable = true;
    }

    private void arrange(Block target) {
        int taken = target.labelKinds().size();
        int from = stack.height() - taken;
        int waiting = control.waiting();
        if (target.isLoop()) {
            for (int i = taken - 1; i >= 0; i--) {
                Type type = emission.typeAt(from + i);
                code.store(type, emission.slots.waiting(target.height + i, type));
            }
        } else {
            emission.storeTemporaries(from);
        }
        for (int i = from - 1; i >= Math.max(waiting, target.isLoop() ? 0 : target.height); i--) {
            emission.drop(stack.at(i));
        }
        if (!target.isLoop()) {
            for (int i = target.waiting; i < Math.min(waiting, target.height); i++) {
                emission.loadWaiting(i);
            }
            emission.loadTemporaries(from);
        }
    }

    private void branchIf(Block target) {
        stack.pop();
        // Where HotSpot's safepoint is at a backward branch, the values that it compares would have to be there.
        if (isDirect(target) && !target.isLoop()) {
            target.addJump(emission.addresses.known());
            branchIfTrue(target.label);
            return;
        }
        Label stay = new Label();
        branchUnless(stay);
        branch(target);
        emission.bind(stay);
    }

    private void branchOnNull(Block target) {
        Label stay = new Label();
        code.dup().getstatic(Support.NULL).branch(MethodWriter.IF_ACMPNE, stay).pop();
        stack.pop();
        branch(target);
        stack.push(Kind.REFERENCE);
        emission.bind(stay);
    }

    private void branchOnNonNull(Block target) {
        code.dup().getstatic(Support.NULL);
        stack.push(Kind.I32);
        pendingCondition = MethodWriter.IF_ACMPNE;
        branchIf(target);
        emission.drop(stack.pop());
    }

    /** Branches with the reference below the answer of a test, which stays if the branch is not taken. */
    private void branchOnCast(boolean fail) {
        stack.push(Kind.I32);
        pendingCondition = fail ? MethodWriter.IFEQ : MethodWriter.IFNE;
        branchIf(target());
    }

    private void branchTable() {
        stack.pop();
        int[] labels = emission.reader.labels;
        cases.table(labels);
        Map<Integer, Label> detours = new LinkedHashMap<>();
        List<Label> cases = new ArrayList<>(labels.length);
        for (int i = 0; i < labels.length - 1; i++) {
            cases.add(entry(labels[i], detours));
        }
        Label otherwise = entry(labels[labels.length - 1], detours);
        if (cases.isEmpty()) {
            code.pop().goto_(otherwise);
        } else {
            code.tableswitch(cases, otherwise);
        }
        detours.forEach((label, detour) -> {
            emission.bind(detour);
            branch(control.labelled(label));
        });
        control.unreachable = true;
    }

    private Label entry(int label, Map<Integer, Label> detours) {
        Block target = control.labelled(label);
        if (isDirect(target)) {
            target.addJump(emission.addresses.known());
            return target.label;
        }
        Label detour = detours.get(label);
        if (detour == null) {
            detour = new Label();
            detours.put(label, detour);
        }
        return detour;
    }
}
