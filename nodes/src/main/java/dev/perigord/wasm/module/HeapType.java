package dev.perigord.wasm.module;

/** What a reference refers to (spec 2.3.3). */
public sealed interface HeapType permits AbstractHeapType {
    /** The name in the text format. */
    String text();
}
