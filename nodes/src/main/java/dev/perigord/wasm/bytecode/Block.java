package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.classfile.Label;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.nodes.Kind;
import java.util.List;

/** A block that is open while its instructions are emitted. */
final class Block {
    final Instruction opener;
    final List<Kind> parameters;
    final List<Kind> results;

    /** Where a branch goes: behind the block, or to the beginning of a loop. */
    final Label label = new Label();

    /** Where the condition of an {@code if} goes if it does not hold, until {@code else} or the end is there. */
    Label otherwise;

    /** The height of the operand stack below the block's parameters. */
    final int height;

    /** The values below this position are not on the JVM's stack but wait in slots. */
    final int waiting;

    /** How many blocks are around it. */
    int depth;

    /** What becomes of its exceptions, or null if it is no {@code try}. */
    Handlers handlers;

    /** How the loop is emitted as strips, or null. */
    Strip strip;

    /** Whether a jump to the label was emitted. */
    private boolean isTarget;

    /** What is known of addresses where the block begins; if it is a loop, in every iteration. */
    KnownBounds known = KnownBounds.NONE;

    /** What is known of addresses at the label, if it is the end. */
    private KnownBounds knownAtEnd;

    /** How many branches in the function's code name the block. */
    int branches;

    /** Which entry of a large {@code br_table} named the block last. */
    int caseNumber = CaseEmitter.NO_CASE;

    Block(Instruction opener, FunctionType type, Label otherwise, int height, int waiting) {
        this.opener = opener;
        this.parameters = List.of(Kind.of(type.parameters()));
        this.results = List.of(Kind.of(type.results()));
        this.otherwise = otherwise;
        this.height = height;
        this.waiting = waiting;
    }

    /** Notes that a jump to the label is emitted where something is known of addresses. */
    void addJump(KnownBounds bounds) {
        knownAtEnd = isTarget ? bounds.and(knownAtEnd) : bounds;
        isTarget = true;
    }

    /** Whether a jump to the label was emitted. */
    boolean isTarget() {
        return isTarget;
    }

    /** What is known of addresses where jumps to the end lead. */
    KnownBounds knownAtEnd() {
        return knownAtEnd;
    }

    boolean isLoop() {
        return opener == Instruction.LOOP;
    }

    /** What a branch to the block takes along. */
    List<Kind> labelKinds() {
        return isLoop() ? parameters : results;
    }
}
