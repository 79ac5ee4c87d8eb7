package dev.perigord.wasm.component.syntax;

/** A parameter. */
public record LabelledType(String label, TypeReference type) {}
