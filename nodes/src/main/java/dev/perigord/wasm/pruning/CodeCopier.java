package dev.perigord.wasm.pruning;

import dev.perigord.wasm.binary.BinaryReader;
import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.module.ExactType;
import dev.perigord.wasm.module.HeapType;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.module.NameKind;
import dev.perigord.wasm.module.RecursionGroup;
import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.module.TypeIndex;
import dev.perigord.wasm.module.ValueType;
import dev.perigord.wasm.text.ByteWriter;
import dev.perigord.wasm.text.TypeWriter;
import java.util.List;

/** Copies code and types of a module with other indices in them. Everything else stays, byte by byte. */
final class CodeCopier {
    private static final int MULTIPLE_MEMORIES = 1 << 6;
    private static final int EMPTY_BLOCK = 0x40;

    private final ModuleDefinition module;
    private final IndexMap indices;

    CodeCopier(ModuleDefinition module, IndexMap indices) {
        this.module = module;
        this.indices = indices;
    }

    /** A function's locals and instructions. */
    void body(ModuleDefinition.Code code, ByteWriter out) {
        out.u32(code.locals().size());
        code.locals().forEach(run -> {
            out.u32(run.count());
            TypeWriter.value(type(run.type()), out);
        });
        expression(code.instructions(), out);
    }

    /** Instructions. */
    void expression(ModuleDefinition.Range range, ByteWriter out) {
        InstructionReader reader = new InstructionReader(module.bytes(), range.start(), range.end(), module.types());
        while (reader.hasMore()) {
            instruction(reader.next(), reader, out);
        }
    }

    private void instruction(Instruction instruction, InstructionReader reader, ByteWriter out) {
        int immediates = endOfOpcode(instruction, reader);
        out.bytes(module.bytes(), reader.start, immediates);
        switch (instruction.immediates()) {
            case FUNCTION -> index(NameKind.FUNCTION, reader.index, out);
            case GLOBAL -> index(NameKind.GLOBAL, reader.index, out);
            case TABLE -> index(NameKind.TABLE, reader.index, out);
            case ELEMENT -> index(NameKind.ELEMENT, reader.index, out);
            case MEMORY -> index(NameKind.MEMORY, reader.index, out);
            case DATA -> index(NameKind.DATA, reader.index, out);
            case TYPE -> index(NameKind.TYPE, reader.index, out);
            case TAG -> index(NameKind.TAG, reader.index, out);
            case TYPE_TABLE -> indices(NameKind.TYPE, NameKind.TABLE, reader, out);
            case TABLE_TABLE -> indices(NameKind.TABLE, NameKind.TABLE, reader, out);
            case ELEMENT_TABLE -> indices(NameKind.ELEMENT, NameKind.TABLE, reader, out);
            case MEMORY_MEMORY -> indices(NameKind.MEMORY, NameKind.MEMORY, reader, out);
            case DATA_MEMORY -> indices(NameKind.DATA, NameKind.MEMORY, reader, out);
            case TYPE_TYPE -> indices(NameKind.TYPE, NameKind.TYPE, reader, out);
            case TYPE_DATA -> indices(NameKind.TYPE, NameKind.DATA, reader, out);
            case TYPE_ELEMENT -> indices(NameKind.TYPE, NameKind.ELEMENT, reader, out);
            case TYPE_TAG -> indices(NameKind.TYPE, NameKind.TAG, reader, out);
            case TYPE_FIELD, TYPE_COUNT -> {
                index(NameKind.TYPE, reader.index, out);
                out.u32(reader.secondIndex);
            }
            case MEMORY_ARGUMENT -> memoryArgument(reader, out);
            case MEMORY_ARGUMENT_LANE -> {
                memoryArgument(reader, out);
                out.u8(reader.lane);
            }
            case BLOCK_TYPE -> blockType(reader, out);
            case TRY_TABLE -> {
                blockType(reader, out);
                catches(reader.catches, out);
            }
            case VALUE_TYPES ->
                TypeWriter.values(reader.valueTypes.stream().map(this::type).toList(), out);
            case HEAP_TYPE, CAST -> TypeWriter.heap(heap(reader.heapType), out);
            case BRANCH_CAST -> branchCast(reader, out);
            case RESUME -> {
                index(NameKind.TYPE, reader.index, out);
                handlers(reader.handlers, out);
            }
            case RESUME_THROW -> {
                indices(NameKind.TYPE, NameKind.TAG, reader, out);
                handlers(reader.handlers, out);
            }
            case NONE, LABEL, LABEL_TABLE, LOCAL, LANE, LANES, FENCE, I32, I64, F32, F64, V128 ->
                out.bytes(module.bytes(), immediates, reader.position());
        }
    }

    private int endOfOpcode(Instruction instruction, InstructionReader reader) {
        BinaryReader opcode = new BinaryReader(module.bytes(), reader.start + 1, reader.position());
        if (instruction.opcode() >>> 16 != 0) {
            opcode.u32();
        }
        return opcode.position();
    }

    private void index(NameKind space, int index, ByteWriter out) {
        out.u32(indices.map(space, index));
    }

    private void indices(NameKind first, NameKind second, InstructionReader reader, ByteWriter out) {
        index(first, reader.index, out);
        index(second, reader.secondIndex, out);
    }

    private void memoryArgument(InstructionReader reader, ByteWriter out) {
        int memory = indices.map(NameKind.MEMORY, reader.index);
        out.u32(reader.alignment | (memory == 0 ? 0 : MULTIPLE_MEMORIES));
        if (memory != 0) {
            out.u32(memory);
        }
        out.u64(reader.memoryOffset);
    }

    private void blockType(InstructionReader reader, ByteWriter out) {
        if (reader.blockTypeIndex >= 0) {
            TypeWriter.index(indices.map(NameKind.TYPE, reader.blockTypeIndex), out);
        } else if (reader.blockResult != null) {
            TypeWriter.value(type(reader.blockResult), out);
        } else {
            out.u8(EMPTY_BLOCK);
        }
    }

    private void catches(List<InstructionReader.CatchClause> clauses, ByteWriter out) {
        out.u32(clauses.size());
        clauses.forEach(clause -> {
            out.u8((clause.tag() < 0 ? 2 : 0) | (clause.reference() ? 1 : 0));
            if (clause.tag() >= 0) {
                index(NameKind.TAG, clause.tag(), out);
            }
            out.u32(clause.label());
        });
    }

    private void handlers(List<InstructionReader.Handler> handlers, ByteWriter out) {
        out.u32(handlers.size());
        handlers.forEach(handler -> {
            out.u8(handler.label() < 0 ? 1 : 0);
            index(NameKind.TAG, handler.tag(), out);
            if (handler.label() >= 0) {
                out.u32(handler.label());
            }
        });
    }

    private void branchCast(InstructionReader reader, ByteWriter out) {
        out.u8((reader.castFrom.nullable() ? 1 : 0) | (reader.castTo.nullable() ? 2 : 0));
        out.u32(reader.index);
        TypeWriter.heap(heap(reader.castFrom.heapType()), out);
        TypeWriter.heap(heap(reader.castTo.heapType()), out);
    }

    /** A value type that refers to types by their new indices. */
    ValueType type(ValueType type) {
        return type instanceof ReferenceType reference ? reference(reference) : type;
    }

    /** A reference type that refers to types by their new indices. */
    ReferenceType reference(ReferenceType type) {
        return (ReferenceType) RecursionGroup.map(type, this::heap);
    }

    private HeapType heap(HeapType type) {
        return switch (type) {
            case ExactType exact -> new ExactType(heap(exact.type()));
            case DefinedType defined ->
                new TypeIndex(indices.map(NameKind.TYPE, module.types().indexOf(defined)));
            default -> type;
        };
    }
}
