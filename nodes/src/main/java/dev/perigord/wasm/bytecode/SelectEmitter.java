package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.classfile.Label;
import dev.perigord.wasm.classfile.MethodWriter;
import dev.perigord.wasm.classfile.Type;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.nodes.Kind;

/**
 * Emits {@code select}. C2 makes a conditional move of a selection whose values are there already, but not of one that is
 * compared, or whose value takes more than an instruction that is for the selection only.
 *
 * <p>So where a loop goes on depending on whether what it has selected is some constant, {@code selected ^ second} is compared with
 * {@code constant ^ second}: what is compared is not the selection, and the second value is needed whatever is selected. What a
 * loop computes from what it selected before is what nobody predicts.
 */
final class SelectEmitter {
    private final Emission emission;
    private final OperandStack stack;
    private final MethodWriter code;
    private final BranchEmitter branches;
    private final VariableEmitter variables;

    SelectEmitter(Emission emission, BranchEmitter branches, VariableEmitter variables) {
        this.emission = emission;
        this.stack = emission.stack;
        this.code = emission.code;
        this.branches = branches;
        this.variables = variables;
    }

    /** Emits {@code select}, and what follows it where its result decides whether a loop goes on. */
    void emit() {
        Kind kind = stack.at(stack.height() - 2);
        boolean isNumber = kind == Kind.I32 || kind == Kind.I64;
        if (isNumber && branches.conditionIntegers() > 0 && decidesLoop(kind)) {
            selectAndCompare(kind);
        } else {
            select();
        }
    }

    private void select() {
        Label first = new Label();
        stack.pop();
        branches.branchIfTrue(first);
        if (JvmTypes.isWide(stack.top())) {
            code.dup2_x2().pop2();
            emission.bind(first);
            code.pop2();
        } else {
            code.swap();
            emission.bind(first);
            code.pop();
        }
        Interval either = stack.interval(stack.height() - 2).or(stack.interval(stack.height() - 1));
        emission.replace(2, stack.top());
        stack.setInterval(either);
    }

    /** Whether these instructions follow: {@code local.tee}, a constant, a comparison for equality, a branch back. */
    private boolean decidesLoop(Kind kind) {
        InstructionReader reader = emission.function.reader(emission.reader.position(), emission.part.end());
        boolean isWide = kind == Kind.I64;
        return reader.hasMore()
                && reader.next() == Instruction.LOCAL_TEE
                && reader.hasMore()
                && reader.next() == (isWide ? Instruction.I64_CONST : Instruction.I32_CONST)
                && reader.hasMore()
                && isEquality(reader.next(), isWide)
                && reader.hasMore()
                && reader.next() == Instruction.BR_IF
                && emission.control.labelled(reader.index).isLoop();
    }

    private static boolean isEquality(Instruction instruction, boolean isWide) {
        return isWide
                ? instruction == Instruction.I64_NE || instruction == Instruction.I64_EQ
                : instruction == Instruction.I32_NE || instruction == Instruction.I32_EQ;
    }

    /** Emits the selection, {@code local.tee} and the constant; the comparison comes next. */
    private void selectAndCompare(Kind kind) {
        Type type = JvmTypes.type(kind);
        int second = emission.slots.temporary(0, type);
        int[] condition = storeCondition();
        code.store(type, second).load(type, second);
        for (int slot : condition) {
            code.iload(slot);
        }
        select();
        emission.reader.next();
        variables.emit(Instruction.LOCAL_TEE);
        mask(type, second);
        emission.reader.next();
        if (kind == Kind.I64) {
            code.constant(emission.reader.constant);
        } else {
            code.constant((int) emission.reader.constant);
        }
        mask(type, second);
        stack.push(kind);
    }

    /** Moves the condition to slots, which are given in the order in which to load them. */
    private int[] storeCondition() {
        int[] condition = new int[branches.conditionIntegers()];
        for (int i = condition.length - 1; i >= 0; i--) {
            condition[i] = emission.slots.temporary(1 + i, Type.INT);
            code.istore(condition[i]);
        }
        return condition;
    }

    private void mask(Type type, int slot) {
        code.load(type, slot);
        if (type.equals(Type.LONG)) {
            code.lxor();
        } else {
            code.ixor();
        }
    }
}
