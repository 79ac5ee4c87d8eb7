package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.classfile.MethodWriter;
import dev.perigord.wasm.classfile.Type;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.nodes.Kind;
import java.util.BitSet;

/**
 * Keeps what the cases of a large {@code br_table} compute apart from each other. C2 computes once what several cases
 * compute from the same locals, and where it is needed by several of them, it does so before the switch, each time, for
 * cases that are not taken, too: in an interpreter these are dozens of addresses.
 *
 * <p>So a case reads a local as {@code local ^ (operand - number)}, which is the local: what is left of the operand is zero in the
 * case with that number, but C2 does not know that, and no other case computes the same.
 */
final class CaseEmitter {
    /** Smaller tables have little in common. */
    private static final int MINIMUM_CASES = 16;

    /** The number of what is no case, or that of several. */
    static final int NO_CASE = -1;

    private final FunctionContext function;
    private final ControlStack control;
    private final Addresses addresses;
    private final InstructionReader reader;
    private final MethodWriter code;
    private final int frameSlot;

    /** The slot of the operand of the last {@code br_table} if the function is one method. */
    private int operandSlot = -1;

    /** The slot of the difference, which is always zero. */
    private int zeroSlot = -1;

    /** The number of the case that is emitted. */
    private int number = NO_CASE;

    /** Where the last instruction ends that has read a local as the case's own. */
    private int ownEnd = -1;

    /** The locals that the case has set, which are its own already. */
    private final BitSet changed = new BitSet();

    CaseEmitter(Emission emission) {
        this.function = emission.function;
        this.control = emission.control;
        this.addresses = emission.addresses;
        this.reader = emission.reader;
        this.code = emission.code;
        this.frameSlot = emission.frameSlot;
    }

    /** Begins a {@code br_table} whose operand is on the JVM's stack. */
    void table(int[] labels) {
        for (int i = 0; i < labels.length; i++) {
            Block target = control.labelled(labels[i]);
            target.branches++;
            target.caseNumber = number(labels, i);
        }
        if (isLarge(labels)) {
            keepOperand();
        }
    }

    private static boolean isLarge(int[] labels) {
        return labels.length > MINIMUM_CASES;
    }

    /** The number of the case that an entry of a table leads to. */
    static int number(int[] labels, int entry) {
        return isLarge(labels) && entry < labels.length - 1 ? entry : NO_CASE;
    }

    private void keepOperand() {
        code.dup();
        if (function.frame != null) {
            LocalVariables.putField(code, frameSlot, function.operandField(), Kind.I32);
            return;
        }
        if (operandSlot < 0) {
            operandSlot = code.slot(Type.INT);
        }
        code.istore(operandSlot);
    }

    /** Begins what comes behind a block: a case if it can only be reached from one entry of a table. */
    void behind(Block block, boolean isReachedOtherwise) {
        boolean isCase = block.opener == Instruction.BLOCK && block.branches == 1 && !isReachedOtherwise;
        begin(isCase ? block.caseNumber : NO_CASE);
    }

    /** The number of the case that is emitted. */
    int number() {
        return number;
    }

    /** Begins a case, or a part that is called in one. */
    void begin(int newNumber) {
        number = newNumber;
        if (number < 0) {
            return;
        }
        changed.clear();
        if (function.frame != null) {
            code.aload(frameSlot).getfield(function.operandField());
        } else {
            code.iload(operandSlot);
        }
        if (zeroSlot < 0) {
            zeroSlot = code.slot(Type.INT);
        }
        code.constant(number).isub().istore(zeroSlot);
    }

    /** Ends the case, where code comes that runs several times or that other code leads to. */
    void end() {
        number = NO_CASE;
    }

    /** Makes the value of a local, which is on the JVM's stack, the case's own. */
    void got(int local) {
        if (number >= 0 && function.locals[local] == Kind.I32 && !changed.get(local) && !isSharedAnyway(local)) {
            code.iload(zeroSlot).ixor();
            ownEnd = reader.position();
        }
    }

    /**
     * Whether nothing is gained by making a local the case's own: it is an address that was used before the switch, where the
     * address in the process is computed then, or it is combined with what is the case's own already.
     */
    private boolean isSharedAnyway(int local) {
        return addresses.known().end(local) > 0
                || (ownEnd == reader.start && reader.hasMore() && isBinary(reader.peek()));
    }

    private static boolean isBinary(int opcode) {
        return (opcode >= Instruction.I32_EQ.opcode() && opcode <= Instruction.I32_GE_U.opcode())
                || (opcode >= Instruction.I32_ADD.opcode() && opcode <= Instruction.I32_ROTR.opcode());
    }

    /** Notes that the case sets a local. */
    void set(int local) {
        changed.set(local);
    }
}
