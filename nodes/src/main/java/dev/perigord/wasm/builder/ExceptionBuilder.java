package dev.perigord.wasm.builder;

import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.binary.InstructionReader.CatchClause;
import dev.perigord.wasm.builder.OpenBlock.Opener;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.module.ValueType;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.Kind;
import dev.perigord.wasm.nodes.LocalGetNode;
import dev.perigord.wasm.nodes.exception.CatchNode;
import dev.perigord.wasm.nodes.exception.ThrowNode;
import dev.perigord.wasm.nodes.exception.ThrowRefNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Builds throwing and catching, in the forms of 3.0 and of old binaries. */
final class ExceptionBuilder {
    private static final Effects THROW = Effects.of(Effects.TRAP | Effects.BRANCH);

    private final ModuleDefinition definition;
    private final InstructionReader reader;
    private final TreeBuilder tree;
    private final Slots slots;

    ExceptionBuilder(ModuleDefinition definition, InstructionReader reader, TreeBuilder tree, Slots slots) {
        this.definition = definition;
        this.reader = reader;
        this.tree = tree;
        this.slots = slots;
    }

    /** Builds an instruction; false if it has nothing to do with exceptions. */
    boolean build(Instruction instruction) {
        switch (instruction) {
            case THROW -> {
                List<ValueType> types = payload(reader.index);
                Operand[] operands = tree.pop(types.size());
                tree.statement(
                        new ThrowNode(reader.index, Kind.of(types), Operand.nodes(operands), reader.start),
                        reader.start,
                        THROW,
                        operands);
                tree.unreachable();
            }
            case THROW_REF -> {
                Operand exception = tree.pop();
                tree.statement(new ThrowRefNode(exception.node(), reader.start), reader.start, THROW, exception);
                tree.unreachable();
            }
            case RETHROW -> {
                ExpressionNode exception =
                        new LocalGetNode(tree.block(reader.index).catchStart.exceptionSlot());
                tree.statement(new ThrowRefNode(exception, reader.start), reader.start, THROW);
                tree.unreachable();
            }
            case TRY_TABLE -> tryTable();
            case TRY -> tree.open(Opener.TRY, reader.blockType(), null);
            case CATCH -> tree.openCatch(reader.index, payload(reader.index));
            case CATCH_ALL -> tree.openCatch(-1, List.of());
            case DELEGATE -> tree.delegate(reader.index);
            default -> {
                return false;
            }
        }
        return true;
    }

    private List<ValueType> payload(int tag) {
        return definition.tags().get(tag).type().function().parameters();
    }

    private void tryTable() {
        List<CatchNode> catches = new ArrayList<>();
        BitSet labels = new BitSet();
        for (CatchClause clause : reader.catches) {
            OpenBlock target = tree.block(clause.label());
            Kind[] kinds = clause.tag() == -1 ? new Kind[0] : Kind.of(payload(clause.tag()));
            int[] places = slots.places(target.height, kinds);
            int exception = clause.reference() ? slots.place(target.height + places.length, Kind.REFERENCE) : -1;
            catches.add(new CatchNode(clause.tag(), kinds, places, exception, target.label, null));
            labels.set(target.label);
        }
        tree.openTryTable(reader.blockType(), catches, labels);
    }
}
