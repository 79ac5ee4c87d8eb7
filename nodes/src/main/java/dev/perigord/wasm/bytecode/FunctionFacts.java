package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.module.Immediates;
import dev.perigord.wasm.module.Instruction;
import java.util.BitSet;

/**
 * What is good to know of some instructions before code is emitted for them.
 *
 * @param usesMemory whether they access the memory with index 0
 * @param globals the globals that they read or write
 * @param tables the tables that they call functions of
 * @param mayRecurse whether they may be those of a chain of calls that leads back to the function: every such chain has a
 *     call of a function with a smaller or the same index, or of one that only running shows
 */
record FunctionFacts(boolean usesMemory, BitSet globals, BitSet tables, boolean mayRecurse) {
    /** The facts of a method; what is in parts inside of it does not count. */
    static FunctionFacts of(FunctionContext function, Part part) {
        InstructionReader reader = function.reader(part.start(), part.end());
        boolean usesMemory = false;
        boolean mayRecurse = false;
        BitSet globals = new BitSet();
        BitSet tables = new BitSet();
        while (reader.hasMore()) {
            Part inner = function.partAt(reader.position());
            if (inner != null && inner != part) {
                reader.moveTo(inner.end());
                continue;
            }
            Instruction instruction = reader.next();
            if (instruction == Instruction.GLOBAL_GET || instruction == Instruction.GLOBAL_SET) {
                globals.set(reader.index);
            } else if (instruction.immediates() == Immediates.MEMORY_ARGUMENT && reader.index == 0) {
                usesMemory = true;
            } else {
                if (instruction == Instruction.CALL_INDIRECT || instruction == Instruction.RETURN_CALL_INDIRECT) {
                    tables.set(reader.secondIndex);
                }
                mayRecurse |= switch (instruction) {
                    case CALL, RETURN_CALL -> reader.index <= function.functionIndex;
                    case CALL_INDIRECT, CALL_REF, RETURN_CALL_INDIRECT, RETURN_CALL_REF -> true;
                    default -> false;
                };
            }
        }
        return new FunctionFacts(usesMemory, globals, tables, mayRecurse);
    }
}
