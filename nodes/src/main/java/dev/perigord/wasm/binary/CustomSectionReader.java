package dev.perigord.wasm.binary;

import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.module.InvalidException;
import dev.perigord.wasm.module.MalformedException;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.module.ModuleDefinition.Code;
import dev.perigord.wasm.module.ModuleDefinition.CustomSection;
import dev.perigord.wasm.module.ModuleDefinition.LocalRun;
import dev.perigord.wasm.module.ModuleNames;
import dev.perigord.wasm.module.NameKind;
import dev.perigord.wasm.module.StructType;
import java.util.SortedMap;

/**
 * Checks the custom sections whose contents have a meaning: names (spec 7.4.1) and branch hints (proposal branch
 * hinting). What is wrong with them never keeps a module from being loaded; only test scripts ask.
 */
public final class CustomSectionReader {
    private final ModuleDefinition module;

    private CustomSectionReader(ModuleDefinition module) {
        this.module = module;
    }

    /**
     * Checks the sections of a valid module.
     *
     * @throws MalformedException if contents do not follow the section's grammar
     * @throws InvalidException if contents speak of what is not in the module
     */
    public static void check(ModuleDefinition module) {
        CustomSectionReader sections = new CustomSectionReader(module);
        for (CustomSection section : module.customSections()) {
            BinaryReader contents = new BinaryReader(
                    module.bytes(), section.content().start(), section.content().end());
            switch (section.name()) {
                case NameSectionReader.NAME -> sections.names(NameSectionReader.read(contents));
                case BranchHintReader.NAME -> sections.branchHints(contents);
                default -> {}
            }
        }
    }

    // --- names -------------------------------------------------------------------------------------------------

    private void names(ModuleNames names) {
        for (NameKind kind : NameKind.values()) {
            if (!kind.isIndirect()) {
                known(names.of(kind), count(kind), kind);
            }
        }
        names.indirect(NameKind.LOCAL).forEach((function, locals) -> {
            known(function, module.functions().size(), NameKind.FUNCTION);
            known(locals, locals(function), NameKind.LOCAL);
        });
        names.indirect(NameKind.LABEL)
                .forEach(
                        (function, labels) -> known(function, module.functions().size(), NameKind.FUNCTION));
        names.indirect(NameKind.FIELD).forEach((type, fields) -> {
            known(type, module.types().size(), NameKind.TYPE);
            StructType struct = module.types().get(type).struct();
            known(fields, struct == null ? 0 : struct.fields().size(), NameKind.FIELD);
        });
    }

    /** How many of a kind the module has. */
    private long count(NameKind kind) {
        return switch (kind) {
            case FUNCTION -> module.functions().size();
            case TYPE -> module.types().size();
            case TABLE -> module.tables().size();
            case MEMORY -> module.memories().size();
            case GLOBAL -> module.globals().size();
            case ELEMENT -> module.elements().size();
            case DATA -> module.data().size();
            case TAG -> module.tags().size();
            case LOCAL, LABEL, FIELD -> throw new IllegalArgumentException(kind.name());
        };
    }

    private long locals(int function) {
        long count = module.functionType(function).parameters().size();
        if (function >= module.importedFunctions()) {
            Code code = module.codes().get(function - module.importedFunctions());
            for (LocalRun run : code.locals()) {
                count += Integer.toUnsignedLong(run.count());
            }
        }
        return count;
    }

    private static void known(SortedMap<Integer, String> names, long count, NameKind kind) {
        if (!names.isEmpty()) {
            known(names.lastKey(), count, kind);
        }
    }

    private static void known(int index, long count, NameKind kind) {
        if (index >= count) {
            throw new InvalidException("name section: invalid " + kind.text() + " index " + index);
        }
    }

    // --- branch hints ------------------------------------------------------------------------------------------

    /** Hints are about conditional branches: the instructions of the module are read along. */
    private void branchHints(BinaryReader section) {
        SortedMap<Integer, Boolean> hints = BranchHintReader.read(module, section);
        for (Code code : module.codes()) {
            int start = code.instructions().start();
            int end = code.instructions().end();
            SortedMap<Integer, Boolean> inside = hints.subMap(start, end);
            if (!inside.isEmpty()) {
                InstructionReader instructions = new InstructionReader(module.bytes(), start, end, module.types());
                inside.keySet().forEach(offset -> conditionalBranch(instructions, offset));
                inside.clear();
            }
        }
        if (!hints.isEmpty()) {
            throw invalidTarget(hints.firstKey());
        }
    }

    private static void conditionalBranch(InstructionReader instructions, int offset) {
        while (instructions.position() <= offset && instructions.hasMore()) {
            Instruction instruction = instructions.next();
            boolean conditional = instruction == Instruction.IF || instruction == Instruction.BR_IF;
            if (instructions.start == offset && conditional) {
                return;
            }
        }
        throw invalidTarget(offset);
    }

    private static InvalidException invalidTarget(int offset) {
        return new InvalidException("branch hint: invalid target at offset 0x" + Integer.toHexString(offset));
    }
}
