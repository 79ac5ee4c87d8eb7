package dev.perigord.wasm.binary;

import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.HeapType;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.module.InvalidException;
import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.module.ValueType;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads instructions (spec 5.4) one by one. The immediates of the last instruction read are in the fields, so that a
 * pass over a function allocates nothing.
 */
public final class InstructionReader extends BinaryReader {
    private static final int MAXIMUM_PREFIXED = 0x200;
    private static final int MULTIPLE_MEMORIES = 1 << 6;
    private static final Instruction[] BY_OPCODE = new Instruction[0x100];
    private static final Instruction[][] BY_PREFIX = new Instruction[0x100][];

    static {
        for (Instruction instruction : Instruction.values()) {
            int prefix = instruction.opcode() >>> 16;
            if (prefix == 0) {
                BY_OPCODE[instruction.opcode()] = instruction;
            } else {
                if (BY_PREFIX[prefix] == null) {
                    BY_PREFIX[prefix] = new Instruction[MAXIMUM_PREFIXED];
                }
                BY_PREFIX[prefix][instruction.opcode() & 0xFFFF] = instruction;
            }
        }
    }

    /** The first index: label, function, local, global, table, type, segment or memory. */
    public int index;

    /** The second index: the table of {@code call_indirect}, the source of a copy, and so on. */
    public int secondIndex;

    /** An integer constant, the bits of a float constant, or the first eight bytes of a vector or of lane indices. */
    public long constant;

    /** The last eight bytes of a vector constant, or of lane indices. */
    public long highConstant;

    /** A lane index. */
    public int lane;

    /** The offset of a memory access. */
    public long memoryOffset;

    /** The binary logarithm of the alignment of a memory access. */
    public int alignment;

    /** The labels of {@code br_table}, the default last. */
    public int[] labels;

    /** The types of a typed {@code select}. */
    public List<ValueType> valueTypes;

    /** The type of {@code ref.null} or of a cast. */
    public HeapType heapType;

    /** The type that the operand of a branching cast has before. */
    public ReferenceType castFrom;

    /** The type to which a branching cast casts. */
    public ReferenceType castTo;

    /** The clauses of {@code try_table}. */
    public List<CatchClause> catches;

    /** The handlers of {@code resume}. */
    public List<Handler> handlers;

    /** The index of a block's function type, or -1 where {@link #blockResult} describes the type. */
    public int blockTypeIndex;

    /** The single result of a block without type index, or {@code null}. */
    public ValueType blockResult;

    /** The offset of the last instruction read. */
    public int start;

    private final List<DefinedType> types;

    /**
     * A clause of {@code try_table} (spec 5.4.1).
     *
     * @param tag the tag that it catches, or -1 for any exception
     * @param reference whether the label takes a reference to the exception, too
     */
    public record CatchClause(int tag, boolean reference, int label) {}

    /**
     * What {@code resume} does with a suspension (proposal stack switching).
     *
     * @param label the label to go to, or -1 for a switch to another continuation
     */
    public record Handler(int tag, int label) {}

    /** Reads instructions from {@code start} to {@code end} that refer to the module's {@code types}. */
    public InstructionReader(byte[] bytes, int start, int end, List<DefinedType> types) {
        super(bytes, start, end);
        this.types = types;
    }

    /** Reads the next instruction and its immediates. */
    public Instruction next() {
        start = position();
        int code = u8();
        Instruction instruction = BY_OPCODE[code];
        if (instruction == null) {
            instruction = prefixed(code);
        }
        immediates(instruction);
        return instruction;
    }

    private Instruction prefixed(int prefix) {
        Instruction[] codes = BY_PREFIX[prefix];
        if (codes != null) {
            int code = u32();
            if (Integer.compareUnsigned(code, MAXIMUM_PREFIXED) < 0 && codes[code] != null) {
                return codes[code];
            }
            throw malformedAt("illegal opcode " + Integer.toHexString(prefix) + " " + Integer.toHexString(code), start);
        }
        throw malformedAt("illegal opcode " + Integer.toHexString(prefix), start);
    }

    private void immediates(Instruction instruction) {
        switch (instruction.immediates()) {
            case NONE -> {}
            case BLOCK_TYPE -> readBlockType();
            case LABEL, FUNCTION, LOCAL, GLOBAL, TABLE, ELEMENT, MEMORY, DATA, TYPE, TAG -> index = u32();
            case LABEL_TABLE -> {
                int count = count();
                labels = new int[count + 1];
                for (int i = 0; i <= count; i++) {
                    labels[i] = u32();
                }
            }
            case TYPE_TABLE,
                    TABLE_TABLE,
                    ELEMENT_TABLE,
                    MEMORY_MEMORY,
                    DATA_MEMORY,
                    TYPE_TYPE,
                    TYPE_FIELD,
                    TYPE_COUNT,
                    TYPE_DATA,
                    TYPE_ELEMENT,
                    TYPE_TAG -> {
                index = u32();
                secondIndex = u32();
            }
            case MEMORY_ARGUMENT -> memoryArgument();
            case MEMORY_ARGUMENT_LANE -> {
                memoryArgument();
                lane = u8();
            }
            case LANE -> lane = u8();
            case FENCE -> {
                if (u8() != 0) {
                    throw malformedAt("zero byte expected", start);
                }
            }
            case VALUE_TYPES -> valueTypes = TypeReader.valueTypes(this, types);
            case HEAP_TYPE, CAST -> heapType = TypeReader.heapType(this, types);
            case BRANCH_CAST -> branchCast();
            case TRY_TABLE -> {
                readBlockType();
                catches();
            }
            case RESUME -> {
                index = u32();
                handlers();
            }
            case RESUME_THROW -> {
                index = u32();
                secondIndex = u32();
                handlers();
            }
            case I32 -> constant = s32();
            case I64 -> constant = s64();
            case F32 -> constant = bits32();
            case F64 -> constant = bits64();
            case V128, LANES -> {
                constant = bits64();
                highConstant = bits64();
            }
        }
    }

    private void memoryArgument() {
        int flags = u32();
        if (Integer.compareUnsigned(flags, MULTIPLE_MEMORIES << 1) >= 0) {
            throw malformedAt("malformed memop flags", start);
        }
        index = (flags & MULTIPLE_MEMORIES) != 0 ? u32() : 0;
        alignment = flags & ~MULTIPLE_MEMORIES;
        memoryOffset = u64();
    }

    private void branchCast() {
        int flags = u8();
        if (flags > 3) {
            throw malformedAt("malformed cast flags", start);
        }
        index = u32();
        castFrom = new ReferenceType((flags & 1) != 0, TypeReader.heapType(this, types));
        castTo = new ReferenceType((flags & 2) != 0, TypeReader.heapType(this, types));
    }

    private void catches() {
        int count = count();
        catches = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int clause = position();
            int kind = u8();
            if (kind > 3) {
                throw malformedAt("malformed catch clause", clause);
            }
            int tag = kind < 2 ? u32() : -1;
            if (kind < 2 && tag == -1) {
                throw invalidIndex("tag", tag);
            }
            catches.add(new CatchClause(tag, (kind & 1) != 0, u32()));
        }
    }

    private static InvalidException invalidIndex(String kind, int index) {
        return new InvalidException("unknown " + kind + " " + Integer.toUnsignedString(index));
    }

    private void handlers() {
        int count = count();
        handlers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int start = position();
            int kind = u8();
            if (kind > 1) {
                throw malformedAt("malformed handler", start);
            }
            int tag = u32();
            int label = kind == 0 ? u32() : -1;
            if (kind == 0 && label == -1) {
                throw invalidIndex("label", label);
            }
            handlers.add(new Handler(tag, label));
        }
    }

    private void readBlockType() {
        blockTypeIndex = -1;
        blockResult = null;
        int code = peek();
        if (code == 0x40) {
            u8();
        } else if ((code & 0xC0) == 0x40) {
            blockResult = TypeReader.valueType(this, types);
        } else {
            long typeIndex = s33();
            if (typeIndex < 0 || typeIndex > Integer.MAX_VALUE) {
                throw malformedAt("malformed block type", start);
            }
            blockTypeIndex = (int) typeIndex;
        }
    }

    /** The type of the block just read. */
    public FunctionType blockType() {
        if (blockTypeIndex >= 0) {
            FunctionType type =
                    blockTypeIndex < types.size() ? types.get(blockTypeIndex).function() : null;
            if (type == null) {
                throw invalidIndex("type", blockTypeIndex);
            }
            return type;
        }
        return switch (blockResult) {
            case null -> FunctionType.NO_VALUES;
            case NumberType number -> FunctionType.resulting(number);
            case ReferenceType reference -> new FunctionType(List.of(), List.of(reference));
        };
    }
}
