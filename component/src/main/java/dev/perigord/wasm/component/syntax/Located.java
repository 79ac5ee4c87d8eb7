package dev.perigord.wasm.component.syntax;

/** A definition and the offset at which it begins, for messages. */
public record Located(int offset, Definition definition) {}
