package dev.perigord.wasm.component.syntax;

/** A reference to an entry of an index space. */
public record SortIndex(Sort sort, int index) {}
