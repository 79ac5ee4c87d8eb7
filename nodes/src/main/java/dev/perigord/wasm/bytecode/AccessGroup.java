package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.module.Feature;
import dev.perigord.wasm.module.Instruction;

/**
 * Loads that follow each other, all from the address in one local, each reaching farther than those before: one check of
 * the farthest is enough for all. If it fails, one of them traps, and code with a check for each finds out which.
 *
 * @param reach the offset behind the last byte that any of them loads
 * @param end where in the module's code the last of them ends
 */
record AccessGroup(long reach, int end) {
    /** How far is looked ahead. */
    private static final int MAXIMUM_INSTRUCTIONS = 24;

    /**
     * The loads that follow one, or null if none reaches farther.
     *
     * @param reader reads from the instruction behind the first load on
     * @param local where the address is
     * @param reach the offset behind the last byte of the first load
     */
    static AccessGroup of(FunctionContext function, InstructionReader reader, int local, long reach) {
        long farthest = reach;
        int end = -1;
        boolean isAddress = false;
        for (int i = 0; i < MAXIMUM_INSTRUCTIONS && reader.hasMore(); i++) {
            if (function.partAt(reader.position()) != null) {
                break;
            }
            Instruction instruction = reader.next();
            if (!goesOn(instruction) || (sets(instruction) && reader.index == local)) {
                break;
            }
            long reached = isAddress ? MemoryEmitter.reach(instruction, reader) : 0;
            if (reached > farthest) {
                farthest = reached;
                end = reader.position();
            }
            isAddress = instruction == Instruction.LOCAL_GET && reader.index == local;
        }
        return end < 0 ? null : new AccessGroup(farthest, end);
    }

    private static boolean sets(Instruction instruction) {
        return instruction == Instruction.LOCAL_SET || instruction == Instruction.LOCAL_TEE;
    }

    /** Whether what follows is executed, too, unless the instruction traps; and the memory has the same size then. */
    private static boolean goesOn(Instruction instruction) {
        return switch (instruction) {
            case LOCAL_GET,
                    LOCAL_SET,
                    LOCAL_TEE,
                    GLOBAL_GET,
                    GLOBAL_SET,
                    DROP,
                    SELECT,
                    I32_CONST,
                    I64_CONST,
                    F32_CONST,
                    F64_CONST -> true;
            default -> instruction.operands() != null && instruction.feature() != Feature.THREADS;
        };
    }
}
