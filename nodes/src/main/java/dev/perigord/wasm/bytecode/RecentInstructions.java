package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.module.Instruction;

/** The last three instructions that were read, counted backwards from 0: what the next one has as its operands, most often. */
final class RecentInstructions {
    private static final int COUNT = 3;

    private final Instruction[] instructions = new Instruction[COUNT];
    private final int[] operands = new int[COUNT];

    /** Adds the instruction just read. */
    void add(Instruction instruction, InstructionReader reader) {
        for (int i = COUNT - 1; i > 0; i--) {
            instructions[i] = instructions[i - 1];
            operands[i] = operands[i - 1];
        }
        instructions[0] = instruction;
        operands[0] = instruction == Instruction.I32_CONST ? (int) reader.constant : reader.index;
    }

    /** The instruction so many before the last one, or {@code null}. */
    Instruction at(int place) {
        return instructions[place];
    }

    /** What it names, or its constant of 32 bits. */
    int operand(int place) {
        return operands[place];
    }

    /** Whether it leaves a local on the stack. */
    boolean isLocal(int place) {
        return instructions[place] == Instruction.LOCAL_GET || instructions[place] == Instruction.LOCAL_TEE;
    }
}
