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
import java.util.SortedMap;

/**
 * Checks the custom sections whose contents have a meaning: names (spec 7.4.1) and branch hints (proposal branch
 * hinting). What is wrong with them never keeps a module from being loaded; only test scripts ask.
 */
public final class CustomSectionReader {
    private static final String BRANCH_HINTS = "metadata.code.branch_hint";
    private static final int CODE_SECTION = 10;
    private static final int HEADER = 8;

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
                case BRANCH_HINTS -> sections.branchHints(contents);
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
        names.indirect(NameKind.FIELD)
                .forEach((type, fields) -> known(type, module.types().size(), NameKind.TYPE));
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
            case TAG -> Long.MAX_VALUE;
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

    private void branchHints(BinaryReader hints) {
        int functions = hints.count();
        int previous = -1;
        for (int i = 0; i < functions; i++) {
            int start = hints.position();
            int function = hints.u32();
            if (function <= previous) {
                throw hints.malformedAt("malformed branch hints: function out of order", start);
            }
            if (function < module.importedFunctions()
                    || function >= module.functions().size()) {
                throw new InvalidException("branch hints: invalid function index " + function);
            }
            previous = function;
            functionHints(hints, function - module.importedFunctions());
        }
        if (hints.hasMore()) {
            throw hints.malformed("malformed branch hints: section size mismatch");
        }
    }

    /** The hints of one function, in ascending order like its instructions, which are read along. */
    private void functionHints(BinaryReader hints, int body) {
        Code code = module.codes().get(body);
        int base = bodyStart(body);
        InstructionReader instructions = new InstructionReader(
                module.bytes(), code.instructions().start(), code.instructions().end(), module.types());
        int count = hints.count();
        for (int i = 0; i < count; i++) {
            int start = hints.position();
            int offset = hints.u32();
            if (hints.u32() != 1 || hints.u8() > 1) {
                throw hints.malformedAt("malformed branch hint: invalid hint value", start);
            }
            Instruction hinted = instructionAt(instructions, base + offset);
            if (hinted != Instruction.IF && hinted != Instruction.BR_IF) {
                throw new InvalidException("branch hint: invalid target at offset " + offset);
            }
        }
    }

    /** The instruction that starts at an offset, or {@code null} if none does or it was passed already. */
    private static Instruction instructionAt(InstructionReader instructions, int offset) {
        while (instructions.position() <= offset && instructions.hasMore()) {
            Instruction instruction = instructions.next();
            if (instructions.start == offset) {
                return instruction;
            }
        }
        return null;
    }

    /** The offset where the locals of a function are declared, from which hints count. */
    private int bodyStart(int body) {
        BinaryReader sections = new BinaryReader(module.bytes(), HEADER, module.bytes().length);
        while (sections.u8() != CODE_SECTION) {
            sections.skip(sections.u32());
        }
        sections.u32();
        sections.u32();
        for (int i = 0; i < body; i++) {
            sections.skip(sections.u32());
        }
        sections.u32();
        return sections.position();
    }
}
