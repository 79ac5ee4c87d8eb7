package dev.perigord.wasm.printer;

import dev.perigord.wasm.binary.BranchHintReader;
import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.module.ModuleDefinition.Range;
import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.nodes.numeric.I64;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Prints instructions one by one, without folding (spec 6.5): what is open is counted, for nothing bounds nesting. */
final class CodePrinter {
    private final ModuleDefinition module;
    private final Scope scope;
    private final TypePrinter types;
    private final SortedMap<Integer, Boolean> hints;
    private final TextBuffer out;

    /** The numbers of the blocks around the current instruction. */
    private final List<Integer> blocks = new ArrayList<>();

    private Identifiers locals = Identifiers.NONE;
    private Identifiers labels = Identifiers.NONE;
    private int nextBlock;
    private InstructionReader reader;

    CodePrinter(ModuleDefinition module, Scope scope, SortedMap<Integer, Boolean> hints, TextBuffer out) {
        this.module = module;
        this.scope = scope;
        this.types = scope.types();
        this.hints = hints;
        this.out = out;
    }

    /** The instructions of a function, each on a line, without the last {@code end}. */
    void body(Range range, Identifiers functionLocals, Identifiers functionLabels) {
        locals = functionLocals;
        labels = functionLabels;
        instructions(range, true);
    }

    /** How many blocks there are in a function. */
    int blocks(Range range) {
        InstructionReader all = new InstructionReader(module.bytes(), range.start(), range.end(), module.types());
        int count = 0;
        while (all.hasMore()) {
            if (isBlock(all.next())) {
                count++;
            }
        }
        return count;
    }

    private static boolean isBlock(Instruction instruction) {
        return switch (instruction) {
            case BLOCK, LOOP, IF, TRY, TRY_TABLE -> true;
            default -> false;
        };
    }

    /** A constant expression on the current line, with a space before each instruction. */
    void expression(Range range) {
        locals = Identifiers.NONE;
        labels = Identifiers.NONE;
        instructions(range, false);
    }

    private void instructions(Range range, boolean lines) {
        reader = new InstructionReader(module.bytes(), range.start(), range.end(), module.types());
        nextBlock = 0;
        while (true) {
            Instruction instruction = reader.next();
            boolean last = blocks.isEmpty() && instruction == Instruction.END;
            if (last) {
                return;
            }
            boolean closes = closes(instruction);
            if (closes) {
                out.close();
            }
            if (lines) {
                out.line();
            } else {
                out.append(" ");
            }
            if (instruction == Instruction.END || instruction == Instruction.DELEGATE) {
                blocks.removeLast();
            }
            instruction(instruction);
            if (opens(instruction)) {
                out.open();
            }
        }
    }

    private static boolean closes(Instruction instruction) {
        return switch (instruction) {
            case END, ELSE, CATCH, CATCH_ALL, DELEGATE -> true;
            default -> false;
        };
    }

    private static boolean opens(Instruction instruction) {
        return switch (instruction) {
            case ELSE, CATCH, CATCH_ALL -> true;
            default -> isBlock(instruction);
        };
    }

    private void instruction(Instruction instruction) {
        Boolean likely = hints.get(reader.start);
        if (likely != null) {
            out.append("(@").append(BranchHintReader.NAME).append(likely ? " \"\\01\") " : " \"\\00\") ");
        }
        out.append(instruction.mnemonic());
        immediates(instruction);
    }

    private void immediates(Instruction instruction) {
        switch (instruction.immediates()) {
            case NONE, FENCE -> {}
            case BLOCK_TYPE -> {
                label();
                blockType();
                block();
            }
            case TRY_TABLE -> {
                label();
                blockType();
                catches();
                block();
            }
            case LABEL -> word(label(reader.index));
            case LABEL_TABLE -> {
                for (int depth : reader.labels) {
                    word(label(depth));
                }
            }
            case FUNCTION -> word(scope.functions().use(reader.index));
            case TYPE_TABLE -> {
                optional(scope.tables(), reader.secondIndex);
                out.append(types.typeUse(reader.index, Identifiers.NONE));
            }
            case LOCAL -> word(locals.use(reader.index));
            case GLOBAL -> word(scope.globals().use(reader.index));
            case TABLE -> word(scope.tables().use(reader.index));
            case TABLE_TABLE -> {
                word(scope.tables().use(reader.index));
                word(scope.tables().use(reader.secondIndex));
            }
            case ELEMENT_TABLE -> {
                optional(scope.tables(), reader.secondIndex);
                word(scope.elements().use(reader.index));
            }
            case ELEMENT -> word(scope.elements().use(reader.index));
            case MEMORY -> optional(scope.memories(), reader.index);
            case MEMORY_MEMORY -> {
                if (reader.index != 0 || reader.secondIndex != 0) {
                    word(scope.memories().use(reader.index));
                    word(scope.memories().use(reader.secondIndex));
                }
            }
            case DATA_MEMORY -> {
                optional(scope.memories(), reader.secondIndex);
                word(scope.data().use(reader.index));
            }
            case DATA -> word(scope.data().use(reader.index));
            case MEMORY_ARGUMENT -> memoryArgument(instruction.naturalAlignment());
            case MEMORY_ARGUMENT_LANE -> {
                memoryArgument(instruction.naturalAlignment());
                word(Integer.toString(reader.lane));
            }
            case LANE -> word(Integer.toString(reader.lane));
            case LANES -> {
                lanes(reader.constant);
                lanes(reader.highConstant);
            }
            case VALUE_TYPES -> {
                out.append(" (result");
                reader.valueTypes.forEach(type -> word(types.value(type)));
                out.append(")");
            }
            case HEAP_TYPE -> word(types.heap(reader.heapType));
            case TYPE -> word(types.use(reader.index));
            case TYPE_TYPE -> {
                word(types.use(reader.index));
                word(types.use(reader.secondIndex));
            }
            case TYPE_FIELD -> {
                word(types.use(reader.index));
                word(scope.fields(reader.index).use(reader.secondIndex));
            }
            case TYPE_COUNT -> {
                word(types.use(reader.index));
                word(Integer.toUnsignedString(reader.secondIndex));
            }
            case TYPE_DATA -> {
                word(types.use(reader.index));
                word(scope.data().use(reader.secondIndex));
            }
            case TYPE_ELEMENT -> {
                word(types.use(reader.index));
                word(scope.elements().use(reader.secondIndex));
            }
            case TYPE_TAG -> {
                word(types.use(reader.index));
                word(scope.tags().use(reader.secondIndex));
            }
            case TAG -> word(scope.tags().use(reader.index));
            case RESUME -> {
                word(types.use(reader.index));
                handlers();
            }
            case RESUME_THROW -> {
                word(types.use(reader.index));
                word(scope.tags().use(reader.secondIndex));
                handlers();
            }
            case CAST -> word(types.value(new ReferenceType(castsNull(instruction), reader.heapType)));
            case BRANCH_CAST -> {
                word(label(reader.index));
                word(types.value(reader.castFrom));
                word(types.value(reader.castTo));
            }
            case I32, I64 -> word(Long.toString(reader.constant));
            case F32 -> word(Literals.f32((int) reader.constant));
            case F64 -> word(Literals.f64(reader.constant));
            case V128 -> {
                word("i64x2");
                word("0x" + Long.toHexString(reader.constant));
                word("0x" + Long.toHexString(reader.highConstant));
            }
            default -> throw new AssertionError(instruction);
        }
    }

    private void word(String word) {
        out.append(" ").append(word);
    }

    /** An index that is 0 where nothing is said. */
    private void optional(Identifiers identifiers, int index) {
        if (index != 0) {
            word(identifiers.use(index));
        }
    }

    private static boolean castsNull(Instruction instruction) {
        return switch (instruction) {
            case REF_TEST_NULL, REF_CAST_NULL, REF_CAST_DESC_EQ_NULL -> true;
            default -> false;
        };
    }

    private void memoryArgument(int naturalAlignment) {
        optional(scope.memories(), reader.index);
        if (reader.memoryOffset != 0) {
            word("offset=" + Long.toUnsignedString(reader.memoryOffset));
        }
        if (reader.alignment != naturalAlignment) {
            word("align=" + Long.toUnsignedString(1L << reader.alignment));
        }
    }

    /** Eight lane indices. */
    private void lanes(long indices) {
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            word(Long.toString(indices >>> shift & 0xFF));
        }
    }

    // --- blocks ------------------------------------------------------------------------------------------------

    private void label() {
        out.append(labels.define(nextBlock));
    }

    private void blockType() {
        if (reader.blockTypeIndex >= 0) {
            out.append(types.typeUse(reader.blockTypeIndex, Identifiers.NONE));
        } else if (reader.blockResult != null) {
            out.append(" (result ").append(types.value(reader.blockResult)).append(")");
        }
    }

    /** What follows is inside of the block. */
    private void block() {
        blocks.add(nextBlock++);
    }

    /** What stands for a label, by its relative depth. */
    private String label(int depth) {
        boolean inside = Integer.compareUnsigned(depth, blocks.size()) < 0;
        String identifier = inside ? labels.identifier(blocks.get(blocks.size() - 1 - depth)) : null;
        return identifier == null ? Integer.toUnsignedString(depth) : identifier;
    }

    private void catches() {
        for (InstructionReader.CatchClause clause : reader.catches) {
            boolean all = clause.tag() < 0;
            out.append(all ? " (catch_all" : " (catch").append(clause.reference() ? "_ref" : "");
            if (!all) {
                word(scope.tags().use(clause.tag()));
            }
            word(label(clause.label()));
            out.append(")");
        }
    }

    private void handlers() {
        for (InstructionReader.Handler handler : reader.handlers) {
            out.append(" (on");
            word(scope.tags().use(handler.tag()));
            word(handler.label() < 0 ? "switch" : label(handler.label()));
            out.append(")");
        }
    }
}
