package dev.perigord.wasm.component.syntax;

/** A custom section: a name and a range of the component's bytes. */
public record CustomSection(String name, int offset, int length) {}
