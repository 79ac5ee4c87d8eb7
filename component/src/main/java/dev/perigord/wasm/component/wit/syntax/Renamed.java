package dev.perigord.wasm.component.wit.syntax;

/** {@code name as alias}; without {@code as} both are the same. */
public record Renamed(Name name, Name alias) {}
