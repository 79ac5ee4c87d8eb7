package dev.perigord.wasm.component.linking;

import dev.perigord.wasm.component.type.ItemType;

/** An import of the root component: what the host has to provide. */
public record RootImport(String name, ItemType type) {}
