package dev.perigord.wasm.runtime;

/** Marks exceptions that no {@code catch_all} of a guest catches: traps and the end of the program. */
public interface Uncatchable {}
