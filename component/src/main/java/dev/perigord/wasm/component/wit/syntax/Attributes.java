package dev.perigord.wasm.component.wit.syntax;

import dev.perigord.wasm.component.wit.model.Stability;

/** What stands in front of an item: documentation and gates. */
public record Attributes(String docs, Stability stability, String externalId) {}
