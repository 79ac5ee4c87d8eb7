package dev.perigord.wasm.builder;

import dev.perigord.wasm.builder.OpenBlock.CatchStart;
import dev.perigord.wasm.builder.OpenBlock.ChainSegment;
import dev.perigord.wasm.builder.OpenBlock.Opener;
import dev.perigord.wasm.builder.OpenBlock.TableEnd;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.ValueType;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.Kind;
import dev.perigord.wasm.nodes.LocalGetNode;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.nodes.control.BlockChainNode;
import dev.perigord.wasm.nodes.control.BlockNode;
import dev.perigord.wasm.nodes.control.BranchHint;
import dev.perigord.wasm.nodes.control.BranchTableNode;
import dev.perigord.wasm.nodes.control.ConditionalBranch;
import dev.perigord.wasm.nodes.control.IfNode;
import dev.perigord.wasm.nodes.control.LoopStatementNode;
import dev.perigord.wasm.nodes.control.MoveNode;
import dev.perigord.wasm.nodes.control.StatementList;
import dev.perigord.wasm.nodes.exception.CatchNode;
import dev.perigord.wasm.nodes.exception.DelegateNode;
import dev.perigord.wasm.nodes.exception.TryNode;
import dev.perigord.wasm.nodes.variable.LocalSetNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns the operand stack into trees and structured control into statements.
 *
 * <p>Operands stay pending, as trees that their consumer takes over, until a statement would overtake one that it must
 * not: then the operand is stored in its place on the stack, a frame slot, and read from there. Values that cross the
 * beginning or end of a block are always in their places.
 */
final class TreeBuilder {
    /** Trees deeper than this are cut: partial evaluation gives up on 300 to 500 nested nodes. */
    private static final int MAXIMUM_DEPTH = 60;

    /** From this many segments on, nested blocks become one chain. */
    private static final int MINIMUM_CHAIN = 3;

    private final Slots slots;
    private final List<Operand> operands = new ArrayList<>();
    private final List<OpenBlock> blocks = new ArrayList<>();
    private OpenBlock current;
    private int nextLabel = StatementNode.RETURN;

    private StatementNode body;
    private ExpressionNode lastValue;

    /** How many of the open blocks catch exceptions. */
    private int tries;

    /** Where a {@code delegate} leaves the label whose handlers are to catch, or -1 if there is none. */
    private int delegationSlot = -1;

    TreeBuilder(Slots slots) {
        this.slots = slots;
    }

    // --- operands ------------------------------------------------------------------------------------------------

    int height() {
        return operands.size();
    }

    Operand pop() {
        return operands.removeLast();
    }

    Operand[] pop(int count) {
        Operand[] result = new Operand[count];
        for (int i = count - 1; i >= 0; i--) {
            result[i] = pop();
        }
        return result;
    }

    /** Pushes an expression over operands that have been popped; {@code effects} are its own. */
    void push(ExpressionNode node, Kind kind, Effects effects, Operand... inputs) {
        Effects all = effects;
        int depth = 0;
        for (Operand input : inputs) {
            all = all.and(input.effects());
            depth = Math.max(depth, input.depth());
        }
        operands.add(new Operand(node, kind, all, depth + 1));
        if (depth >= MAXIMUM_DEPTH) {
            materialize(1);
        }
    }

    /** Stores the topmost {@code count} operands in their places. */
    void materialize(int count) {
        for (int i = operands.size() - count; i < operands.size(); i++) {
            store(i);
        }
    }

    private void store(int index) {
        Operand operand = operands.get(index);
        int slot = slots.place(index, operand.kind());
        if (operand.node() instanceof LocalGetNode local && local.slot() == slot) {
            return;
        }
        Effects effects = operand.effects().and(Effects.write(slot));
        settle(effects, index);
        current.statements.add(LocalSetNode.create(operand.kind(), slot, operand.node()));
        operands.set(index, new Operand(new LocalGetNode(slot), operand.kind(), Effects.read(slot), 1));
    }

    /** Stores all pending operands below {@code limit} that a statement with these effects must not overtake. */
    private void settle(Effects statement, int limit) {
        Effects overtaking = statement;
        boolean[] stored = null;
        for (int i = limit - 1; i >= 0; i--) {
            Operand operand = operands.get(i);
            if (operand.effects().conflictWith(overtaking)) {
                if (stored == null) {
                    stored = new boolean[limit];
                }
                stored[i] = true;
                overtaking = overtaking.and(operand.effects()).and(Effects.write(slots.place(i, operand.kind())));
            }
        }
        if (stored != null) {
            for (int i = 0; i < limit; i++) {
                if (stored[i]) {
                    store(i);
                }
            }
        }
    }

    /** Appends a statement, after what it must not overtake. */
    void emit(StatementNode statement, Effects effects) {
        settle(effects, operands.size());
        current.statements.add(statement);
    }

    /** Appends the statement of the instruction at {@code codeOffset}, over operands that have been popped. */
    void statement(StatementNode node, int codeOffset, Effects effects, Operand... inputs) {
        Effects all = effects;
        for (Operand input : inputs) {
            all = all.and(input.effects());
        }
        node.setCodeOffset(codeOffset);
        emit(node, all);
    }

    /** Appends a statement that leaves values on top of the stack, in their places. */
    void statementWithResults(
            StatementNode node, int codeOffset, Effects own, Kind[] kinds, int[] places, Operand... inputs) {
        Effects effects = own;
        for (int place : places) {
            effects = effects.and(Effects.write(place));
        }
        statement(node, codeOffset, effects, inputs);
        for (int i = 0; i < kinds.length; i++) {
            push(new LocalGetNode(places[i]), kinds[i], Effects.read(places[i]));
        }
    }

    /**
     * What moves the topmost operands, which are in their places, to where a label expects its first {@code count}
     * values; null if nothing.
     */
    StatementNode moves(OpenBlock target, int count) {
        int top = height() - count;
        if (count == 0 || top == target.height) {
            return null;
        }
        Kind[] kinds = Arrays.copyOf(target.labelKinds(), count);
        return new MoveNode(kinds, slots.places(top, kinds), slots.places(target.height, kinds));
    }

    /** Sets a slot. */
    void set(Kind kind, int slot, Operand value, int codeOffset) {
        StatementNode node = LocalSetNode.create(kind, slot, value.node());
        node.setCodeOffset(codeOffset);
        emit(node, value.effects().and(Effects.write(slot)));
    }

    /** Whether a slot may be set to a value, which has been popped, before all that is pending. */
    boolean mayComeFirst(Operand value, int slot) {
        Effects effects = value.effects().and(Effects.write(slot));
        return operands.stream().noneMatch(pending -> pending.effects().conflictWith(effects));
    }

    /** Evaluates what is pending and has an effect, before a branch leaves it behind. */
    void emitEffectsBelow() {
        settle(Effects.of(Effects.BRANCH), operands.size());
    }

    // --- blocks --------------------------------------------------------------------------------------------------

    boolean isOpen() {
        return current != null;
    }

    boolean isUnreachable() {
        return current.unreachable;
    }

    int depth() {
        return blocks.size();
    }

    /** The block whose label has a depth. */
    OpenBlock block(int depth) {
        return blocks.get(blocks.size() - 1 - depth);
    }

    void branchesTo(int label) {
        current.branches.set(label);
    }

    void unreachable() {
        current.unreachable = true;
        truncate(current.height);
    }

    private void truncate(int height) {
        while (operands.size() > height) {
            operands.removeLast();
        }
    }

    /** Opens a block whose parameters are on the stack; {@code condition} is that of an {@code if}. */
    void open(Opener opener, FunctionType type, Operand condition) {
        open(opener, type, condition, BranchHint.NONE);
    }

    /** Opens an {@code if} of whose condition something may be known. */
    void open(Opener opener, FunctionType type, Operand condition, BranchHint hint) {
        for (int i = 0; i < operands.size(); i++) {
            if (!operands.get(i).isConstant()
                    || i >= operands.size() - type.parameters().size()) {
                store(i);
            }
        }
        int height = operands.size() - type.parameters().size();
        push(new OpenBlock(opener, nextLabel++, type, height, condition == null ? null : condition.node()));
        current.hint = hint;
    }

    /** Opens a block that is never entered. */
    void openUnreachable() {
        OpenBlock block =
                new OpenBlock(Opener.BLOCK, nextLabel++, new FunctionType(List.of(), List.of()), operands.size(), null);
        block.unreachable = true;
        push(block);
    }

    private void push(OpenBlock block) {
        blocks.add(block);
        current = block;
        if (block.catchesExceptions()) {
            tries++;
        }
    }

    private OpenBlock removeBlock() {
        OpenBlock block = blocks.removeLast();
        if (block.catchesExceptions()) {
            tries--;
        }
        return block;
    }

    /** Whether an exception may be caught in the function. */
    boolean inTry() {
        return tries > 0;
    }

    /** The effects of a call. */
    Effects callEffects() {
        return inTry() ? Effects.CALL_IN_TRY : Effects.CALL;
    }

    /** Opens a {@code try_table} with clauses that go to other labels. */
    void openTryTable(FunctionType type, List<CatchNode> catches, BitSet labels) {
        open(Opener.TRY_TABLE, type, null);
        current.catches = catches;
        current.catchLabels.or(labels);
    }

    /** A {@code catch} (or, with tag -1, {@code catch_all}) of a {@code try}. */
    void openCatch(int tag, List<ValueType> payload) {
        OpenBlock block = current;
        if (block.opener != Opener.TRY && block.opener != Opener.CATCH) {
            return;
        }
        settleResults(block);
        OpenBlock next = new OpenBlock(Opener.CATCH, block.label, block.type, block.height, null);
        next.thenBranches = block.allBranches();
        next.thenUnreachable = block.unreachable && (block.opener == Opener.TRY || block.thenUnreachable);
        endPart(block, next);
        blocks.set(blocks.size() - 1, next);
        current = next;
        truncate(block.height);
        Kind[] kinds = Kind.of(payload);
        next.catchStart = new CatchStart(tag, kinds, slots.places(block.height, kinds), slots.extra());
        placeOperands(payload);
    }

    /** Ends the body or a {@code catch} of a {@code try}. */
    private static void endPart(OpenBlock block, OpenBlock next) {
        next.catches = block.catches;
        if (block.opener == Opener.TRY) {
            next.thenBranch = statements(block);
        } else {
            next.thenBranch = block.thenBranch;
            next.catches.add(block.catchStart.end(statements(block)));
        }
    }

    /** Ends a {@code try} with {@code delegate}; {@code depth} counts from outside of it. */
    void delegate(int depth) {
        if (current.opener == Opener.TRY) {
            if (delegationSlot == -1) {
                delegationSlot = slots.extra();
            }
            current.delegateTo = blocks.get(blocks.size() - 2 - depth).label;
        }
        close();
    }

    /** The slot that must be 0 when the function begins, or -1. */
    int delegationSlot() {
        return delegationSlot;
    }

    /** Ends the statements of a block with a {@code br_table}. */
    void endWithTable(TableEnd end, Effects effects) {
        settle(effects.and(Effects.of(Effects.BRANCH)), operands.size());
        current.tableEnd = end;
    }

    /** The {@code else} of an {@code if}. */
    void otherwise() {
        OpenBlock block = current;
        if (block.opener != Opener.IF) {
            return;
        }
        settleResults(block);
        OpenBlock otherwise = new OpenBlock(Opener.ELSE, block.label, block.type, block.height, block.condition);
        otherwise.hint = block.hint;
        otherwise.thenBranches = block.allBranches();
        otherwise.thenUnreachable = block.unreachable;
        otherwise.thenBranch = statements(block);
        blocks.set(blocks.size() - 1, otherwise);
        current = otherwise;
        truncate(block.height);
        placeOperands(block.type.parameters());
    }

    private void settleResults(OpenBlock block) {
        if (!block.unreachable) {
            materialize(block.type.results().size());
        }
    }

    private void placeOperands(List<ValueType> types) {
        for (ValueType type : types) {
            Kind kind = Kind.of(type);
            int slot = slots.place(operands.size(), kind);
            operands.add(new Operand(new LocalGetNode(slot), kind, Effects.read(slot), 1));
        }
    }

    /** The {@code end} of a block. */
    void close() {
        OpenBlock block = current;
        if (block.opener == Opener.BODY) {
            closeBody(block);
            return;
        }
        settleResults(block);
        removeBlock();
        current = blocks.getLast();
        if (current.unreachable) {
            return;
        }
        truncate(block.height);
        BitSet branches = block.allBranches();
        boolean targeted = branches.get(block.label);
        branches.clear(block.label);
        boolean endReached = block.endReached(targeted);
        if (block.opener == Opener.BLOCK && current.beginsWith(block, targeted)) {
            List<ChainSegment> chain = block.chain == null ? new ArrayList<>() : block.chain;
            chain.add(new ChainSegment(block.statements, block.tableEnd, block.branches, block.label));
            current.chain = chain;
            current.chainBranches = branches;
        } else {
            append(block, targeted);
            current.branches.or(branches);
        }
        if (endReached) {
            placeOperands(block.type.results());
        } else {
            unreachable();
        }
    }

    private void append(OpenBlock block, boolean targeted) {
        switch (block.opener) {
            case BLOCK -> {
                if (!targeted && block.chain == null && block.tableEnd == null) {
                    current.statements.addAll(block.statements);
                } else {
                    StatementNode node = statements(block);
                    current.statements.add(targeted ? new BlockNode(block.label, node) : node);
                }
            }
            case LOOP -> current.statements.add(loop(block));
            case IF, ELSE -> {
                StatementNode ending = statements(block);
                StatementNode node = block.opener == Opener.IF
                        ? new IfNode(block.condition, block.hint, ending, null)
                        : new IfNode(block.condition, block.hint, block.thenBranch, ending);
                current.statements.add(targeted ? new BlockNode(block.label, node) : node);
            }
            case TRY_TABLE, TRY, CATCH -> {
                StatementNode node = catching(block);
                current.statements.add(targeted ? new BlockNode(block.label, node) : node);
            }
            case BODY -> throw new AssertionError();
        }
    }

    private StatementNode catching(OpenBlock block) {
        if (block.delegateTo != StatementNode.NORMAL) {
            return new DelegateNode(block.delegateTo, delegationSlot, statements(block));
        }
        StatementNode tried = block.opener == Opener.CATCH ? block.thenBranch : statements(block);
        if (block.opener == Opener.CATCH) {
            block.catches.add(block.catchStart.end(statements(block)));
        }
        return block.catches.isEmpty()
                ? tried
                : new TryNode(block.label, delegationSlot, tried, block.catches.toArray(CatchNode[]::new));
    }

    private void closeBody(OpenBlock block) {
        if (!block.unreachable) {
            int results = block.type.results().size();
            if (results == 1) {
                lastValue = pop().node();
            } else {
                materialize(results);
            }
        }
        body = statements(block);
        removeBlock();
        current = null;
    }

    /** The statements of the function. */
    StatementNode body() {
        return body;
    }

    /** The single result where the last instruction leaves it, or null. */
    ExpressionNode lastValue() {
        return lastValue;
    }

    private static StatementNode loop(OpenBlock block) {
        ExpressionNode condition = null;
        BranchHint hint = BranchHint.NONE;
        if (!block.unreachable
                && block.tableEnd == null
                && !block.statements.isEmpty()
                && block.statements.getLast() instanceof ConditionalBranch branch
                && branch.isPlainBranchTo(block.label)) {
            hint = branch.hint();
            condition = branch.condition();
            block.statements.removeLast();
        }
        return new LoopStatementNode(block.label, statements(block), condition, hint);
    }

    /** All statements of a block, the chain with which it begins included, as one node. */
    private static StatementNode statements(OpenBlock block) {
        return block.chain == null
                ? list(block.statements, block.tableEnd)
                : chain(block.chain, block.statements, block.tableEnd, block.branches);
    }

    private static StatementNode list(List<StatementNode> statements, TableEnd end) {
        List<StatementNode> all = statements;
        if (end != null) {
            all = new ArrayList<>(statements);
            all.add(new BranchTableNode(end.index(), end.labels(), null));
        }
        return new StatementList(all.toArray(StatementNode[]::new)).simplified();
    }

    private static StatementNode chain(
            List<ChainSegment> chain, List<StatementNode> rest, TableEnd restEnd, BitSet restBranches) {
        if (chain.size() + 1 < MINIMUM_CHAIN && chain.stream().allMatch(segment -> segment.tableEnd() == null)) {
            StatementNode node = null;
            for (ChainSegment segment : chain) {
                List<StatementNode> statements = new ArrayList<>();
                if (node != null) {
                    statements.add(node);
                }
                statements.addAll(segment.statements());
                node = new BlockNode(segment.label(), list(statements, segment.tableEnd()));
            }
            List<StatementNode> statements = new ArrayList<>();
            statements.add(node);
            statements.addAll(rest);
            return list(statements, restEnd);
        }
        Map<Integer, Integer> targets = new HashMap<>();
        for (int i = 0; i < chain.size(); i++) {
            targets.put(chain.get(i).label(), i + 1);
        }
        BlockChainNode.Segment[] segments = new BlockChainNode.Segment[chain.size() + 1];
        for (int i = 0; i < chain.size(); i++) {
            ChainSegment segment = chain.get(i);
            segments[i] = segment(targets, segment.statements(), segment.tableEnd(), segment.branches());
        }
        segments[chain.size()] = segment(targets, rest, restEnd, restBranches);
        return new BlockChainNode(segments);
    }

    /** A segment; {@code chainTargets} are the segments behind the labels of the chain. */
    private static BlockChainNode.Segment segment(
            Map<Integer, Integer> chainTargets, List<StatementNode> statements, TableEnd end, BitSet branches) {
        List<Integer> labels = new ArrayList<>();
        List<Integer> targets = new ArrayList<>();
        for (int label = branches.length() - 1; label >= 0; label = branches.previousSetBit(label - 1)) {
            Integer target = chainTargets.get(label);
            if (target != null) {
                labels.add(label);
                targets.add(target);
            }
        }
        int[] table = null;
        if (end != null) {
            table = new int[end.labels().length];
            for (int i = 0; i < table.length; i++) {
                table[i] = chainTargets.getOrDefault(end.labels()[i], -end.labels()[i]);
            }
        }
        return new BlockChainNode.Segment(
                new StatementList(statements.toArray(StatementNode[]::new)),
                end == null ? null : end.index(),
                table,
                labels.stream().mapToInt(Integer::intValue).toArray(),
                targets.stream().mapToInt(Integer::intValue).toArray());
    }
}
