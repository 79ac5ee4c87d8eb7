package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.module.ModuleDefinition.Range;

/** Finds out whether a function surely ends soon: it has no loop and calls none but such functions. */
final class Brevity {
    /** What is longer counts as long, so that the search is short. */
    private static final int MAXIMUM_INSTRUCTIONS = 200;

    private final ModuleDefinition definition;
    private int instructions;

    private Brevity(ModuleDefinition definition) {
        this.definition = definition;
    }

    /** Whether a function of a module surely ends soon. */
    static boolean of(ModuleDefinition definition, int functionIndex) {
        return new Brevity(definition).isBrief(functionIndex);
    }

    private boolean isBrief(int functionIndex) {
        if (functionIndex < definition.importedFunctions()) {
            return false;
        }
        Range range = definition
                .codes()
                .get(functionIndex - definition.importedFunctions())
                .instructions();
        InstructionReader reader =
                new InstructionReader(definition.bytes(), range.start(), range.end(), definition.types());
        while (reader.hasMore()) {
            Instruction instruction = reader.next();
            // Recursion ends here, too.
            if (++instructions > MAXIMUM_INSTRUCTIONS || isLong(instruction, reader)) {
                return false;
            }
        }
        return true;
    }

    private boolean isLong(Instruction instruction, InstructionReader reader) {
        return switch (instruction) {
            case CALL, RETURN_CALL -> !isBrief(reader.index);
            case LOOP,
                    CALL_INDIRECT,
                    CALL_REF,
                    RETURN_CALL_INDIRECT,
                    RETURN_CALL_REF,
                    RESUME,
                    RESUME_THROW,
                    SUSPEND,
                    SWITCH -> true;
            default -> false;
        };
    }
}
