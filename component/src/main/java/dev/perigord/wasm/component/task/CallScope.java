package dev.perigord.wasm.component.task;

/** What was borrowed for a call on one of its sides. */
public interface CallScope extends BorrowScope, Lends {}
