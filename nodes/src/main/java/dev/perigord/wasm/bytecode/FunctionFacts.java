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
 */
record FunctionFacts(boolean usesMemory, BitSet globals) {
    /** The facts of a method; what is in parts inside of it does not count. */
    static FunctionFacts of(FunctionContext function, Part part) {
        InstructionReader reader = function.reader(part.start(), part.end());
        boolean usesMemory = false;
        BitSet globals = new BitSet();
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
            }
        }
        return new FunctionFacts(usesMemory, globals);
    }
}
