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

    /** What becomes of its exceptions, or null if it is no {@code try}. */
    Handlers handlers;

    /** How the loop is emitted as strips, or null. */
    Strip strip;

    /** Whether a branch to the end was emitted. */
    boolean isTarget;

    /** How many branches in the function's code name the block. */
    int branches;

    /** Which entry of a large {@code br_table} named the block last, or -1 if another branch did. */
    int caseNumber = -1;

    Block(Instruction opener, FunctionType type, Label otherwise, int height, int waiting) {
        this.opener = opener;
        this.parameters = List.of(Kind.of(type.parameters()));
        this.results = List.of(Kind.of(type.results()));
        this.otherwise = otherwise;
        this.height = height;
        this.waiting = waiting;
    }

    boolean isLoop() {
        return opener == Instruction.LOOP;
    }

    /** What a branch to the block takes along. */
    List<Kind> labelKinds() {
        return isLoop() ? parameters : results;
    }
}
