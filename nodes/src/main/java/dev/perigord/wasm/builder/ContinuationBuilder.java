package dev.perigord.wasm.builder;

import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.binary.InstructionReader.Handler;
import dev.perigord.wasm.module.ContinuationType;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.module.ValueType;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.Kind;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.nodes.continuation.ContinuationBindNode;
import dev.perigord.wasm.nodes.continuation.ContinuationNewNode;
import dev.perigord.wasm.nodes.continuation.HandlerNode;
import dev.perigord.wasm.nodes.continuation.Places;
import dev.perigord.wasm.nodes.continuation.ResumeNode;
import dev.perigord.wasm.nodes.continuation.SuspendNode;
import dev.perigord.wasm.nodes.continuation.ValuesNode;
import java.util.List;

/** Builds what makes, suspends and resumes continuations (proposal stack switching). */
final class ContinuationBuilder {
    private final ModuleDefinition definition;
    private final InstructionReader reader;
    private final TreeBuilder tree;
    private final Slots slots;

    ContinuationBuilder(ModuleDefinition definition, InstructionReader reader, TreeBuilder tree, Slots slots) {
        this.definition = definition;
        this.reader = reader;
        this.tree = tree;
        this.slots = slots;
    }

    /** Builds an instruction; false if it has nothing to do with continuations. */
    boolean build(Instruction instruction) {
        switch (instruction) {
            case CONT_NEW -> {
                Operand function = tree.pop();
                tree.push(
                        new ContinuationNewNode(type(reader.index), function.node(), reader.start),
                        Kind.REFERENCE,
                        Effects.of(Effects.TRAP),
                        function);
            }
            case CONT_BIND -> bind();
            case SUSPEND -> {
                FunctionType tag = tag(reader.index);
                Operand[] operands = tree.pop(tag.parameters().size());
                ValuesNode values = values(tag.parameters(), operands);
                Places results = places(tree.height(), tag.results());
                SuspendNode node = new SuspendNode(reader.index, values, null, results, reader.start);
                statement(node, results, operands);
            }
            case SWITCH -> switchTo();
            case RESUME -> resume(ResumeNode.Mode.VALUES, function(reader.index).parameters());
            case RESUME_THROW ->
                resume(ResumeNode.Mode.THROW, tag(reader.secondIndex).parameters());
            case RESUME_THROW_REF -> resume(ResumeNode.Mode.THROW_REF, List.of(ReferenceType.EXNREF));
            default -> {
                return false;
            }
        }
        return true;
    }

    private DefinedType type(int index) {
        return definition.types().get(index);
    }

    private FunctionType function(int index) {
        ContinuationType type = (ContinuationType) type(index).composite();
        return ((DefinedType) type.function()).function();
    }

    private FunctionType tag(int index) {
        return definition.tags().get(index).type().function();
    }

    private static ValuesNode values(List<ValueType> types, Operand[] operands) {
        return new ValuesNode(Kind.of(types), Operand.nodes(operands));
    }

    private Places places(int height, List<ValueType> types) {
        Kind[] kinds = Kind.of(types);
        return new Places(kinds, slots.places(height, kinds));
    }

    /** Appends a statement that leaves values in places on top of the stack. */
    private void statement(StatementNode node, Places results, Operand... operands) {
        Effects effects = tree.callEffects().and(Effects.of(Effects.BRANCH));
        tree.statementWithResults(node, reader.start, effects, results.kinds(), results.slots(), operands);
    }

    private void bind() {
        Operand continuation = tree.pop();
        List<ValueType> before = function(reader.index).parameters();
        int count = before.size() - function(reader.secondIndex).parameters().size();
        Operand[] operands = tree.pop(count);
        ValuesNode values = values(before.subList(0, count), operands);
        ExpressionNode node =
                new ContinuationBindNode(type(reader.secondIndex), values, continuation.node(), reader.start);
        tree.push(node, Kind.REFERENCE, Effects.of(Effects.TRAP), Operand.append(operands, continuation));
    }

    private void switchTo() {
        Operand continuation = tree.pop();
        List<ValueType> parameters = function(reader.index).parameters();
        List<ValueType> given = parameters.subList(0, parameters.size() - 1);
        ReferenceType back = (ReferenceType) parameters.getLast();
        ContinuationType backType = (ContinuationType) ((DefinedType) back.heapType()).composite();
        List<ValueType> results = ((DefinedType) backType.function()).function().parameters();
        Operand[] operands = tree.pop(given.size());
        Places places = places(tree.height(), results);
        SuspendNode node =
                new SuspendNode(reader.secondIndex, values(given, operands), continuation.node(), places, reader.start);
        statement(node, places, Operand.append(operands, continuation));
    }

    private void resume(ResumeNode.Mode mode, List<ValueType> types) {
        Operand continuation = tree.pop();
        Operand[] operands = tree.pop(types.size());
        List<ValueType> results = function(reader.index).results();
        HandlerNode[] handlers = new HandlerNode[reader.handlers.size()];
        for (int i = 0; i < handlers.length; i++) {
            handlers[i] = handler(reader.handlers.get(i));
        }
        Places places = places(tree.height(), results);
        ResumeNode node = new ResumeNode(
                mode, reader.secondIndex, values(types, operands), continuation.node(), handlers, places, reader.start);
        statement(node, places, Operand.append(operands, continuation));
        for (Handler handler : reader.handlers) {
            if (handler.label() != -1) {
                tree.branchesTo(tree.block(handler.label()).label);
            }
        }
    }

    private HandlerNode handler(Handler handler) {
        if (handler.label() == -1) {
            return HandlerNode.ofSwitch(handler.tag());
        }
        OpenBlock target = tree.block(handler.label());
        List<ValueType> payload = tag(handler.tag()).parameters();
        ReferenceType continuation = (ReferenceType) target.labelTypes().getLast();
        return HandlerNode.branch(
                handler.tag(),
                target.label,
                places(target.height, payload),
                slots.place(target.height + payload.size(), Kind.REFERENCE),
                (DefinedType) continuation.heapType());
    }
}
