package dev.perigord.wasm.component.wit.syntax;

/** A name and where it stands. */
public record Name(String text, Position position) {}
