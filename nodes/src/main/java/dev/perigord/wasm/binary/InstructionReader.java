package dev.perigord.wasm.binary;

import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.HeapType;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.module.ValueType;
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

    /** The type of {@code ref.null}. */
    public HeapType heapType;

    /** The index of a block's function type, or -1 where {@link #blockResult} describes the type. */
    public int blockTypeIndex;

    /** The single result of a block without type index, or {@code null}. */
    public ValueType blockResult;

    /** The offset of the last instruction read. */
    public int start;

    /** Reads instructions from {@code start} to {@code end}. */
    public InstructionReader(byte[] bytes, int start, int end) {
        super(bytes, start, end);
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
            case BLOCK_TYPE -> blockType();
            case LABEL, FUNCTION, LOCAL, GLOBAL, TABLE, ELEMENT, MEMORY, DATA -> index = u32();
            case LABEL_TABLE -> {
                int count = count();
                labels = new int[count + 1];
                for (int i = 0; i <= count; i++) {
                    labels[i] = u32();
                }
            }
            case TYPE_TABLE, TABLE_TABLE, ELEMENT_TABLE, MEMORY_MEMORY, DATA_MEMORY -> {
                index = u32();
                secondIndex = u32();
            }
            case MEMORY_ARGUMENT -> memoryArgument();
            case MEMORY_ARGUMENT_LANE -> {
                memoryArgument();
                lane = u8();
            }
            case LANE -> lane = u8();
            case VALUE_TYPES -> valueTypes = TypeReader.valueTypes(this);
            case HEAP_TYPE -> heapType = TypeReader.heapType(this);
            case I32 -> constant = s32();
            case I64 -> constant = s64();
            case F32 -> constant = bits32();
            case F64 -> constant = bits64();
            case V128, LANES -> {
                constant = bits64();
                highConstant = bits64();
            }
            default -> throw new AssertionError(instruction);
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

    private void blockType() {
        blockTypeIndex = -1;
        blockResult = null;
        int code = peek();
        if (code == 0x40) {
            u8();
        } else if ((code & 0xC0) == 0x40) {
            blockResult = TypeReader.valueType(this);
        } else {
            long typeIndex = s33();
            if (typeIndex < 0) {
                throw malformedAt("malformed block type", start);
            }
            blockTypeIndex = (int) typeIndex;
        }
    }

    /** The type of the block just read; {@code types} are the module's. */
    public FunctionType blockType(List<FunctionType> types) {
        if (blockTypeIndex >= 0) {
            return types.get(blockTypeIndex);
        }
        return new FunctionType(List.of(), blockResult == null ? List.of() : List.of(blockResult));
    }
}
