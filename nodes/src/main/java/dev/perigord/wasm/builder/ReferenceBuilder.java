package dev.perigord.wasm.builder;

import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.module.ExactType;
import dev.perigord.wasm.module.HeapType;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.nodes.ConstantNode;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.Kind;
import dev.perigord.wasm.nodes.LocalGetNode;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.nodes.gc.ArrayCopyNode;
import dev.perigord.wasm.nodes.gc.ArrayFillNode;
import dev.perigord.wasm.nodes.gc.ArrayGetNode;
import dev.perigord.wasm.nodes.gc.ArrayInitNode;
import dev.perigord.wasm.nodes.gc.ArrayLenNode;
import dev.perigord.wasm.nodes.gc.ArrayNewFixedNode;
import dev.perigord.wasm.nodes.gc.ArrayNewNode;
import dev.perigord.wasm.nodes.gc.ArrayNewSegmentNode;
import dev.perigord.wasm.nodes.gc.ArraySetNode;
import dev.perigord.wasm.nodes.gc.DescriptorGetNode;
import dev.perigord.wasm.nodes.gc.StructGetNode;
import dev.perigord.wasm.nodes.gc.StructNewNode;
import dev.perigord.wasm.nodes.gc.StructSetNode;
import dev.perigord.wasm.nodes.reference.BranchOnReferenceNode;
import dev.perigord.wasm.nodes.reference.DescriptorTestNode;
import dev.perigord.wasm.nodes.reference.I31GetNode;
import dev.perigord.wasm.nodes.reference.RefAsNonNullNode;
import dev.perigord.wasm.nodes.reference.RefCastNode;
import dev.perigord.wasm.nodes.reference.RefEqNode;
import dev.perigord.wasm.nodes.reference.RefFuncNode;
import dev.perigord.wasm.nodes.reference.RefI31Node;
import dev.perigord.wasm.nodes.reference.RefIsNullNode;
import dev.perigord.wasm.nodes.reference.RefTestNode;
import dev.perigord.wasm.nodes.reference.ReferenceTestNode;
import dev.perigord.wasm.runtime.StructLayout;
import dev.perigord.wasm.runtime.Trap;

/** Builds what has to do with references: tests and casts, structures and arrays. */
final class ReferenceBuilder {
    private static final Effects TRAP = Effects.of(Effects.TRAP);
    private static final Effects READ = Effects.of(Effects.HEAP_READ | Effects.TRAP);
    private static final Effects WRITE = Effects.of(Effects.HEAP_WRITE | Effects.TRAP);

    /** What a segment holds counts as memory or table, because dropping it writes that. */
    private static final Effects SEGMENT_READ = Effects.of(Effects.MEMORY_READ | Effects.TABLE_READ | Effects.TRAP);

    private final ModuleDefinition definition;
    private final InstructionReader reader;
    private final TreeBuilder tree;
    private final Slots slots;

    ReferenceBuilder(ModuleDefinition definition, InstructionReader reader, TreeBuilder tree, Slots slots) {
        this.definition = definition;
        this.reader = reader;
        this.tree = tree;
        this.slots = slots;
    }

    /** Builds an instruction; false if it has nothing to do with references. */
    boolean build(Instruction instruction) {
        return reference(instruction) || cast(instruction) || struct(instruction) || array(instruction);
    }

    private DefinedType type() {
        return definition.types().get(reader.index);
    }

    // --- references --------------------------------------------------------------------------------------------

    private boolean reference(Instruction instruction) {
        switch (instruction) {
            case REF_NULL -> tree.push(new ConstantNode.NullReference(), Kind.REFERENCE, Effects.NONE);
            case REF_FUNC -> tree.push(new RefFuncNode(reader.index), Kind.REFERENCE, Effects.NONE);
            case REF_IS_NULL -> {
                Operand reference = tree.pop();
                tree.push(new RefIsNullNode(reference.node()), Kind.I32, Effects.NONE, reference);
            }
            case REF_EQ -> {
                Operand right = tree.pop();
                Operand left = tree.pop();
                tree.push(new RefEqNode(left.node(), right.node()), Kind.I32, Effects.NONE, left, right);
            }
            case REF_AS_NON_NULL -> {
                Operand reference = tree.pop();
                tree.push(new RefAsNonNullNode(reference.node(), reader.start), Kind.REFERENCE, TRAP, reference);
            }
            case REF_I31 -> {
                Operand value = tree.pop();
                tree.push(new RefI31Node(value.node()), Kind.REFERENCE, Effects.NONE, value);
            }
            case I31_GET_S, I31_GET_U -> {
                Operand reference = tree.pop();
                boolean signed = instruction == Instruction.I31_GET_S;
                tree.push(new I31GetNode(reference.node(), signed, reader.start), Kind.I32, TRAP, reference);
            }
            // A reference is the same object on both sides.
            case ANY_CONVERT_EXTERN, EXTERN_CONVERT_ANY -> {}
            default -> {
                return false;
            }
        }
        return true;
    }

    // --- casts and branches ------------------------------------------------------------------------------------

    private boolean cast(Instruction instruction) {
        switch (instruction) {
            case REF_TEST, REF_TEST_NULL -> {
                Operand reference = tree.pop();
                ReferenceType type = new ReferenceType(instruction == Instruction.REF_TEST_NULL, reader.heapType);
                tree.push(new RefTestNode(reference.node(), type), Kind.I32, Effects.NONE, reference);
            }
            case REF_CAST, REF_CAST_NULL -> {
                Operand reference = tree.pop();
                ReferenceType type = new ReferenceType(instruction == Instruction.REF_CAST_NULL, reader.heapType);
                pushCast(ReferenceTestNode.of(type), Trap.CAST_FAILURE, reference);
            }
            case REF_CAST_DESC_EQ, REF_CAST_DESC_EQ_NULL -> {
                Operand descriptor = tree.pop();
                Operand reference = tree.pop();
                boolean nullable = instruction == Instruction.REF_CAST_DESC_EQ_NULL;
                ReferenceTestNode test =
                        new DescriptorTestNode(descriptor.node(), defined(reader.heapType), nullable, reader.start);
                pushCast(test, Trap.DESCRIPTOR_CAST_FAILURE, reference, descriptor);
            }
            case BR_ON_NULL -> branch(ReferenceTestNode.ofNull(), true, false, true);
            case BR_ON_NON_NULL -> branch(ReferenceTestNode.ofNull(), false, true, false);
            case BR_ON_CAST -> branch(ReferenceTestNode.of(reader.castTo), true, true, true);
            case BR_ON_CAST_FAIL -> branch(ReferenceTestNode.of(reader.castTo), false, true, true);
            case BR_ON_CAST_DESC_EQ, BR_ON_CAST_DESC_EQ_FAIL -> {
                Operand descriptor = tree.pop();
                ReferenceTestNode test = new DescriptorTestNode(
                        descriptor.node(), defined(reader.castTo.heapType()), reader.castTo.nullable(), reader.start);
                branch(test, instruction == Instruction.BR_ON_CAST_DESC_EQ, true, true, descriptor);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static DefinedType defined(HeapType type) {
        return (DefinedType) (type instanceof ExactType exact ? exact.type() : type);
    }

    private void pushCast(ReferenceTestNode test, Trap failure, Operand... operands) {
        tree.push(new RefCastNode(operands[0].node(), test, failure, reader.start), Kind.REFERENCE, TRAP, operands);
    }

    /**
     * A branch that depends on a reference.
     *
     * @param taken whether the label takes the reference
     * @param kept whether it stays on the stack where the branch is not taken
     */
    private void branch(
            ReferenceTestNode test, boolean branchIf, boolean taken, boolean kept, Operand... testOperands) {
        Operand reference = tree.pop();
        OpenBlock target = tree.block(reader.index);
        int others = target.labelKinds().length - (taken ? 1 : 0);
        tree.materialize(others);
        StatementNode moves = tree.moves(target, others);
        int takenSlot = taken ? slots.place(target.height + others, Kind.REFERENCE) : -1;
        int restSlot = kept ? slots.place(tree.height(), Kind.REFERENCE) : -1;
        Effects effects = Effects.of(Effects.BRANCH | (testOperands.length == 0 ? 0 : Effects.TRAP));
        if (kept) {
            effects = effects.and(Effects.write(restSlot));
        }
        for (Operand operand : testOperands) {
            effects = effects.and(operand.effects());
        }
        tree.statement(
                new BranchOnReferenceNode(reference.node(), test, branchIf, moves, target.label, takenSlot, restSlot),
                reader.start,
                effects,
                reference);
        tree.branchesTo(target.label);
        if (kept) {
            tree.push(new LocalGetNode(restSlot), Kind.REFERENCE, Effects.read(restSlot));
        }
    }

    // --- structures --------------------------------------------------------------------------------------------

    private boolean struct(Instruction instruction) {
        switch (instruction) {
            case STRUCT_NEW -> pushStruct(tree.pop(type().struct().fields().size()), null);
            case STRUCT_NEW_DEFAULT -> pushStruct(null, null);
            case STRUCT_NEW_DESC -> {
                Operand descriptor = tree.pop();
                pushStruct(tree.pop(type().struct().fields().size()), descriptor);
            }
            case STRUCT_NEW_DEFAULT_DESC -> pushStruct(null, tree.pop());
            case STRUCT_GET, STRUCT_GET_S, STRUCT_GET_U -> {
                Operand object = tree.pop();
                StructLayout.Field field = field();
                boolean signed = instruction == Instruction.STRUCT_GET_S;
                tree.push(
                        new StructGetNode(object.node(), field, signed, reader.start),
                        Kind.of(field.storage().unpacked()),
                        READ,
                        object);
            }
            case STRUCT_SET -> {
                Operand value = tree.pop();
                Operand object = tree.pop();
                tree.statement(
                        new StructSetNode(object.node(), value.node(), field(), reader.start),
                        reader.start,
                        WRITE,
                        object,
                        value);
            }
            case REF_GET_DESC -> {
                Operand object = tree.pop();
                tree.push(new DescriptorGetNode(object.node(), type(), reader.start), Kind.REFERENCE, TRAP, object);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private StructLayout.Field field() {
        return StructLayout.of(type()).field(reader.secondIndex);
    }

    private void pushStruct(Operand[] values, Operand descriptor) {
        Operand[] operands = values == null ? new Operand[0] : values;
        if (descriptor != null) {
            operands = Operand.append(operands, descriptor);
        }
        tree.push(
                new StructNewNode(
                        type(),
                        values == null ? null : Operand.nodes(values),
                        descriptor == null ? null : descriptor.node(),
                        reader.start),
                Kind.REFERENCE,
                descriptor == null ? Effects.NONE : TRAP,
                operands);
    }

    // --- arrays ------------------------------------------------------------------------------------------------

    private boolean array(Instruction instruction) {
        int offset = reader.start;
        switch (instruction) {
            case ARRAY_NEW -> {
                Operand length = tree.pop();
                Operand value = tree.pop();
                pushNew(new ArrayNewNode(type(), value.node(), length.node(), offset), TRAP, value, length);
            }
            case ARRAY_NEW_DEFAULT -> {
                Operand length = tree.pop();
                pushNew(new ArrayNewNode(type(), null, length.node(), offset), TRAP, length);
            }
            case ARRAY_NEW_FIXED -> {
                Operand[] values = tree.pop(reader.secondIndex);
                pushNew(new ArrayNewFixedNode(type(), Operand.nodes(values), offset), Effects.NONE, values);
            }
            case ARRAY_NEW_DATA, ARRAY_NEW_ELEM -> {
                Operand length = tree.pop();
                Operand start = tree.pop();
                pushNew(
                        new ArrayNewSegmentNode(type(), reader.secondIndex, start.node(), length.node(), offset),
                        SEGMENT_READ,
                        start,
                        length);
            }
            case ARRAY_GET, ARRAY_GET_S, ARRAY_GET_U -> {
                Operand index = tree.pop();
                Operand array = tree.pop();
                boolean signed = instruction == Instruction.ARRAY_GET_S;
                tree.push(
                        new ArrayGetNode(type(), array.node(), index.node(), signed, offset),
                        elementKind(),
                        READ,
                        array,
                        index);
            }
            case ARRAY_SET -> {
                Operand value = tree.pop();
                Operand index = tree.pop();
                Operand array = tree.pop();
                tree.statement(
                        new ArraySetNode(type(), array.node(), index.node(), value.node(), offset),
                        offset,
                        WRITE,
                        array,
                        index,
                        value);
            }
            case ARRAY_LEN -> {
                Operand array = tree.pop();
                tree.push(new ArrayLenNode(array.node(), offset), Kind.I32, TRAP, array);
            }
            case ARRAY_FILL -> {
                Operand[] all = tree.pop(4);
                ExpressionNode[] nodes = Operand.nodes(all);
                tree.statement(
                        new ArrayFillNode(elementKind(), nodes[0], nodes[1], nodes[2], nodes[3], offset),
                        offset,
                        WRITE,
                        all);
            }
            case ARRAY_COPY -> {
                Operand[] all = tree.pop(5);
                ExpressionNode[] nodes = Operand.nodes(all);
                tree.statement(
                        new ArrayCopyNode(nodes[0], nodes[1], nodes[2], nodes[3], nodes[4], offset),
                        offset,
                        WRITE.and(READ),
                        all);
            }
            case ARRAY_INIT_DATA, ARRAY_INIT_ELEM -> {
                Operand[] all = tree.pop(4);
                ExpressionNode[] nodes = Operand.nodes(all);
                tree.statement(
                        new ArrayInitNode(type(), reader.secondIndex, nodes[0], nodes[1], nodes[2], nodes[3], offset),
                        offset,
                        WRITE.and(SEGMENT_READ),
                        all);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private Kind elementKind() {
        return Kind.of(type().array().element().storage().unpacked());
    }

    private void pushNew(ExpressionNode node, Effects effects, Operand... operands) {
        tree.push(node, Kind.REFERENCE, effects, operands);
    }
}
