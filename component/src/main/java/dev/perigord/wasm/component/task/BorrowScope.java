package dev.perigord.wasm.component.task;

import com.oracle.truffle.api.nodes.Node;

/** Counts the handles that a task has borrowed and must drop before it returns (CanonicalABI.md {@code num_borrows}). */
public interface BorrowScope {
    /** A borrowed handle was dropped. */
    void endBorrow();

    /** Traps unless the task has dropped all handles that were lent to it. */
    void checkBorrows(Node location);
}
