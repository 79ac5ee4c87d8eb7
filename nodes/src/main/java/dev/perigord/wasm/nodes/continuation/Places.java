package dev.perigord.wasm.nodes.continuation;

import dev.perigord.wasm.nodes.Kind;

/** The frame slots to which values from another stack go; the arrays must not be changed. */
public record Places(Kind[] kinds, int[] slots) {}
