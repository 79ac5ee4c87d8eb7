package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.module.Feature;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.Immediates;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.module.ModuleDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is known of a large function that has not been emitted: how large the code of each piece will be, about, and where
 * each piece branches to. So the function need not be emitted to be measured, nor its parts before they are called.
 */
final class Survey {
    /** So many bytes of JVM code come of one of WebAssembly at most, where there are many. */
    private static final int MAXIMUM_GROWTH = 3;

    /** A function is too large for one method if it seems to be so many times as large as one may be. */
    private static final double CERTAINTY = 1.4;

    // What emitters make of instructions, in bytes, on average.
    private static final int ACCESS_SIZE = 25;

    // Most locals are in the frame object where a function is cut.
    private static final int SHARED_GET_SIZE = 4;
    private static final int SHARED_SET_SIZE = 5;
    private static final int LOOP_SIZE = 36;
    private static final int INDIRECT_CALL_SIZE = 25;
    private static final int CASE_SIZE = 16;
    private static final int GLOBAL_SIZE = 7;
    private static final int CALL_SIZE = 5;
    private static final int TABLE_SIZE = 20;
    private static final int TABLE_ENTRY_SIZE = 4;

    /** The number of a branch that is no entry of a {@code br_table}. */
    private static final int BRANCH = -2;

    /** The number of a {@code return}. */
    private static final int RETURN = -3;

    /** A block that is open. */
    private static final class Open {
        private final Instruction opener;
        private final FunctionType type;
        private final int height;
        private boolean isTarget;
        private boolean hasElse;

        Open(Instruction opener, FunctionType type, int height) {
            this.opener = opener;
            this.type = type;
            this.height = height;
        }

        /** Whether what comes behind the block can be reached, whether or not its last instruction can. */
        boolean isLeft() {
            return opener != Instruction.LOOP && (isTarget || (opener == Instruction.IF && !hasElse));
        }
    }

    private final FunctionContext function;
    private final ModuleDefinition definition;
    private final InstructionReader reader;
    private final Measurement measurement;

    /** Three numbers for each branch: its offset, how many blocks are around its target, and that of its case. */
    private int[] branches = new int[96];

    private int branchesEnd;

    /** Where in the function blocks, or arms of them, end that do not come to their end. */
    private final BitSet deadEnds = new BitSet();

    /** The types of the blocks with parameters or results. */
    private final Set<FunctionType> types = new HashSet<>();

    private boolean hasTables;
    private Open[] open = new Open[16];
    private int depth;
    private int height;
    private boolean unreachable;

    /** How many blocks have been opened in code that cannot be reached. */
    private int skippedBlocks;

    private int size;

    private Survey(FunctionContext function) {
        this.function = function;
        this.definition = function.definition;
        this.reader = function.reader(function.instructions.start(), function.instructions.end());
        this.measurement = new Measurement(function.instructions.start());
    }

    /**
     * Surveys a function that is too large for one method; null if emitting it has to show whether it is, or if there are
     * instructions in it of which only emitting them tells enough.
     */
    static Survey ofLarge(FunctionContext function) {
        int length = function.instructions.end() - function.instructions.start();
        if (length < Partition.MAXIMUM_WHOLE / MAXIMUM_GROWTH || function.tailCalls.blocks() > 0) {
            return null;
        }
        Survey survey = new Survey(function);
        return survey.pass() && survey.size > Partition.MAXIMUM_WHOLE * CERTAINTY ? survey : null;
    }

    // --- what is known -----------------------------------------------------------------------------------------

    /** About how large the code of each piece is. */
    Measurement measurement() {
        return measurement;
    }

    /** The types of the blocks with parameters or results, the function among them. */
    Set<FunctionType> types() {
        return types;
    }

    /** Whether there is a {@code br_table}. */
    boolean hasTables() {
        return hasTables;
    }

    /** Whether instructions that end at an offset, where a part may end, come to their end. */
    boolean goesOn(int offset) {
        return !deadEnds.get(offset - function.instructions.start());
    }

    /** Whether a block, or an arm of it, ends at an offset, where a part may end. */
    boolean isEndOfSection(int offset) {
        int opcode = function.definition.bytes()[offset];
        return opcode == Instruction.END.opcode() || opcode == Instruction.ELSE.opcode();
    }

    /**
     * Notes the branches of a part in the blocks around it, as emitting the part would, and gives those to which there are
     * any.
     */
    List<Block> noteBranches(Part part, ControlStack control) {
        List<Block> targets = new ArrayList<>();
        BitSet found = new BitSet(control.size());
        for (int i = firstBranch(part.start()); i < branchesEnd && branches[i] < part.end(); i += 3) {
            if (branches[i + 1] < control.size()) {
                Block target = control.at(branches[i + 1]);
                noteBranch(target, branches[i + 2]);
                if (!found.get(target.depth)) {
                    found.set(target.depth);
                    targets.add(target);
                }
            }
        }
        return targets;
    }

    private static void noteBranch(Block target, int number) {
        if (number != RETURN) {
            target.branches++;
        }
        if (number >= CaseEmitter.NO_CASE) {
            target.caseNumber = number;
        }
    }

    private int firstBranch(int offset) {
        int low = 0;
        int high = branchesEnd / 3;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (branches[3 * middle] < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return 3 * low;
    }

    // --- the pass ----------------------------------------------------------------------------------------------

    private boolean pass() {
        enter(Instruction.BLOCK, new FunctionType(List.of(), function.type.results()));
        while (depth > 0) {
            if (unreachable) {
                skip(reader.next());
            } else {
                if (height == innermost().height) {
                    measurement.boundary(reader.position(), size);
                }
                if (!instruction(reader.next())) {
                    return false;
                }
            }
        }
        return true;
    }

    private Open innermost() {
        return open[depth - 1];
    }

    /** Passes over an instruction that cannot be reached, unless it begins an arm of a block or ends one. */
    private void skip(Instruction instruction) {
        switch (instruction) {
            case BLOCK, LOOP, IF, TRY, TRY_TABLE -> skippedBlocks++;
            case ELSE -> {
                if (skippedBlocks == 0) {
                    otherwise();
                }
            }
            case END, DELEGATE -> {
                if (skippedBlocks == 0) {
                    end();
                } else {
                    skippedBlocks--;
                }
            }
            default -> {}
        }
    }

    /** Passes over an instruction; false if only emitting it tells enough. */
    private boolean instruction(Instruction instruction) {
        if (instruction.operands() != null) {
            return compute(instruction);
        }
        switch (instruction) {
            case LOCAL_GET -> add(SHARED_GET_SIZE, 1);
            case I32_CONST, F32_CONST, F64_CONST -> add(2, 1);
            case I64_CONST -> add(3, 1);
            case V128_CONST -> add(8, 1);
            case LOCAL_SET -> add(SHARED_SET_SIZE, -1);
            case LOCAL_TEE -> add(1 + SHARED_SET_SIZE, 0);
            case GLOBAL_GET -> add(GLOBAL_SIZE, 1);
            case GLOBAL_SET -> add(GLOBAL_SIZE, -1);
            case DROP -> add(1, -1);
            case SELECT, SELECT_TYPED -> add(5, -2);
            case MEMORY_SIZE -> add(CALL_SIZE, 1);
            case MEMORY_GROW -> add(CALL_SIZE, 0);
            case MEMORY_COPY, MEMORY_FILL, MEMORY_INIT -> add(4 * CALL_SIZE, -3);
            case DATA_DROP -> add(CALL_SIZE, 0);
            case CALL -> {
                return call(definition.functionType(reader.index), isImported() ? INDIRECT_CALL_SIZE : CALL_SIZE);
            }
            case CALL_INDIRECT -> {
                height--;
                DefinedType type = definition.types().get(reader.index);
                int cases = function.loader
                        .fixedTables()
                        .functions(reader.secondIndex, type)
                        .size();
                int caseSize = CASE_SIZE + 2 * type.function().parameters().size();
                return call(type.function(), INDIRECT_CALL_SIZE + cases * caseSize);
            }
            default -> {
                return control(instruction);
            }
        }
        return true;
    }

    private boolean isImported() {
        return reader.index < definition.importedFunctions();
    }

    private void add(int instructionSize, int change) {
        size += instructionSize;
        height += change;
    }

    private boolean compute(Instruction instruction) {
        boolean isVector = instruction.feature() == Feature.SIMD || instruction.feature() == Feature.RELAXED_SIMD;
        if (isVector && function.loader.prefersTrees()) {
            return false;
        }
        boolean isOne = instruction.immediates() == Immediates.NONE && !instruction.trapping() && !isVector;
        int instructionSize = MemoryEmitter.handles(instruction) ? ACCESS_SIZE : isOne ? 1 : 2 * CALL_SIZE;
        add(
                instructionSize,
                instruction.results().size() - instruction.operands().size());
        return true;
    }

    private boolean call(FunctionType callee, int instructionSize) {
        add(instructionSize, callee.results().size() - callee.parameters().size());
        return Signature.of(callee).isPossible();
    }

    // --- control -----------------------------------------------------------------------------------------------

    private boolean control(Instruction instruction) {
        switch (instruction) {
            case NOP -> {}
            case UNREACHABLE -> {
                size += CALL_SIZE;
                unreachable = true;
            }
            case BLOCK -> enter(instruction, reader.blockType());
            case LOOP -> {
                enter(instruction, reader.blockType());
                size += LOOP_SIZE;
            }
            case IF -> {
                add(3, -1);
                enter(instruction, reader.blockType());
            }
            case ELSE -> otherwise();
            case END -> end();
            case BR -> {
                size += 3;
                branch(reader.index, BRANCH);
                unreachable = true;
            }
            case BR_IF -> {
                add(4, -1);
                branch(reader.index, BRANCH);
            }
            case BR_TABLE -> {
                table(reader.labels);
                unreachable = true;
            }
            case RETURN -> {
                size += 3;
                branch(depth - 1, RETURN);
                unreachable = true;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void enter(Instruction opener, FunctionType type) {
        if (!type.parameters().isEmpty() || !type.results().isEmpty()) {
            types.add(type);
        }
        if (depth == open.length) {
            open = Arrays.copyOf(open, 2 * depth);
        }
        open[depth] = new Open(opener, type, height - type.parameters().size());
        if (depth++ > 0) {
            measurement.enter(reader.position(), size, !type.parameters().isEmpty());
        }
    }

    private void otherwise() {
        Open block = innermost();
        leave();
        block.isTarget |= !unreachable;
        block.hasElse = true;
        size += 3;
        height = block.height + block.type.parameters().size();
        unreachable = false;
        measurement.enter(reader.position(), size, !block.type.parameters().isEmpty());
    }

    private void end() {
        Open block = innermost();
        leave();
        depth--;
        unreachable &= !block.isLeft();
        height = block.height + (unreachable ? 0 : block.type.results().size());
    }

    private void leave() {
        if (unreachable) {
            deadEnds.set(reader.start - function.instructions.start());
        }
        measurement.leave(reader.start, size);
    }

    private void table(int[] labels) {
        hasTables = true;
        size += TABLE_SIZE + TABLE_ENTRY_SIZE * labels.length;
        for (int i = 0; i < labels.length; i++) {
            branch(labels[i], CaseEmitter.number(labels, i));
        }
    }

    private void branch(int label, int number) {
        int target = depth - 1 - label;
        open[target].isTarget = true;
        if (branchesEnd == branches.length) {
            branches = Arrays.copyOf(branches, 2 * branchesEnd);
        }
        branches[branchesEnd++] = reader.start;
        branches[branchesEnd++] = target;
        branches[branchesEnd++] = number;
    }
}
