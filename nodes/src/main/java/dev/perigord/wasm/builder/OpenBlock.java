package dev.perigord.wasm.builder;

import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.ValueType;
import dev.perigord.wasm.nodes.ExpressionNode;
import dev.perigord.wasm.nodes.Kind;
import dev.perigord.wasm.nodes.StatementNode;
import dev.perigord.wasm.nodes.control.BranchHint;
import dev.perigord.wasm.nodes.exception.CatchNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A structured instruction whose end has not been reached. */
final class OpenBlock {
    /** What opened it. */
    enum Opener {
        BODY,
        BLOCK,
        LOOP,
        IF,
        ELSE,
        TRY_TABLE,
        TRY,
        CATCH
    }

    final Opener opener;

    /** The id of its label. */
    final int label;

    final FunctionType type;

    /** The height of the operand stack below its parameters. */
    final int height;

    /** The condition of an {@code if}. */
    final ExpressionNode condition;

    /** What the module says of the condition. */
    BranchHint hint = BranchHint.NONE;

    /** The chain of blocks with which the block begins, or null. */
    List<ChainSegment> chain;

    /** The ids of all labels outside of the chain to which its segments branch. */
    BitSet chainBranches = new BitSet();

    final List<StatementNode> statements = new ArrayList<>();

    /** The operand of a {@code br_table} that ends the statements and moves no values, with its label ids. */
    TableEnd tableEnd;

    /** The ids of the labels to which the statements branch, those of the chain left out. */
    final BitSet branches = new BitSet();

    /** The statements for a condition that holds, once {@code else} is reached. */
    StatementNode thenBranch;

    /** The ids of the labels to which they branch. */
    BitSet thenBranches = new BitSet();

    /** Whether their end cannot be reached. */
    boolean thenUnreachable;

    /** The clauses of a {@code try_table}, or those {@code catch} parts of a {@code try} that have ended. */
    List<CatchNode> catches = new ArrayList<>();

    /** The ids of the labels to which clauses go. */
    final BitSet catchLabels = new BitSet();

    /** What begins a {@code catch} part; null in other blocks. */
    CatchStart catchStart;

    /** The label id that a {@code delegate} names, or {@link StatementNode#NORMAL}. */
    int delegateTo = StatementNode.NORMAL;

    boolean unreachable;

    /** The tag of a {@code catch} (-1 for all), and the slots of the payload and of the exception itself. */
    record CatchStart(int tag, Kind[] kinds, int[] slots, int exceptionSlot) {
        CatchNode end(StatementNode body) {
            return new CatchNode(tag, kinds, slots, exceptionSlot, StatementNode.NORMAL, body);
        }
    }

    /** A {@code br_table} at the end of a segment. */
    record TableEnd(ExpressionNode index, int[] labels) {}

    /** A finished block at the beginning of another one. */
    record ChainSegment(List<StatementNode> statements, TableEnd tableEnd, BitSet branches, int label) {}

    OpenBlock(Opener opener, int label, FunctionType type, int height, ExpressionNode condition) {
        this.opener = opener;
        this.label = label;
        this.type = type;
        this.height = height;
        this.condition = condition;
    }

    boolean catchesExceptions() {
        return opener == Opener.TRY_TABLE || opener == Opener.TRY || opener == Opener.CATCH;
    }

    /** The kinds of the values that a branch to the label takes. */
    Kind[] labelKinds() {
        return Kind.of(labelTypes());
    }

    /** The types of the values that a branch to the label takes. */
    List<ValueType> labelTypes() {
        return opener == Opener.LOOP ? type.parameters() : type.results();
    }

    /** The ids of all labels outside of the chain to which anything in the block branches. */
    BitSet allBranches() {
        BitSet all = (BitSet) branches.clone();
        all.or(thenBranches);
        all.or(catchLabels);
        all.or(chainBranches);
        return all;
    }

    /** Whether code behind the block can be reached; {@code targeted} says whether anything branches to its label. */
    boolean endReached(boolean targeted) {
        return switch (opener) {
            case LOOP -> !unreachable;
            case IF -> true;
            case ELSE, CATCH -> targeted || !unreachable || !thenUnreachable;
            case BODY, BLOCK, TRY_TABLE, TRY -> targeted || !unreachable;
        };
    }

    /** Whether {@code block}, which has just ended, can be the beginning of this block's chain. */
    boolean beginsWith(OpenBlock block, boolean targeted) {
        return opener == Opener.BLOCK
                && statements.isEmpty()
                && chain == null
                && tableEnd == null
                && (targeted || block.chain != null);
    }
}
