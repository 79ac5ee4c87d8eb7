package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.binary.InstructionReader.CatchClause;
import dev.perigord.wasm.classfile.Label;
import java.util.List;

/** What becomes of the exceptions of a {@code try_table} or a legacy {@code try}, while that is emitted. */
final class Handlers {
    /** Where they go, with nothing else on the stack. */
    final Label entry = new Label();

    /** Where the instructions begin whose exceptions go there. */
    final Label start;

    /** The clauses of a {@code try_table}; none for a legacy one, which has instructions instead. */
    final List<CatchClause> clauses;

    /** Whether the instructions that are emitted now are those whose exceptions go there. */
    boolean active = true;

    /** Whether inner blocks delegate their exceptions. */
    boolean delegated;

    /** Where an exception goes that no clause so far has taken, or null if they take all. */
    Label next;

    /** The slot with the exception. */
    int exceptionSlot = -1;

    Handlers(Label start, List<CatchClause> clauses) {
        this.start = start;
        this.clauses = clauses;
    }
}
