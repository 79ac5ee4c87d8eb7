package dev.perigord.wasm.component.task;

/** How a copy ended (CanonicalABI.md {@code CopyResult}); guests know the ordinals. */
public enum CopyResult {
    /** Values were copied, or there was nothing to copy. */
    COMPLETED,
    /** The other end was dropped. */
    DROPPED,
    /** The copy was cancelled. */
    CANCELLED
}
