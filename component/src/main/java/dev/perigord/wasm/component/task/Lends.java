package dev.perigord.wasm.component.task;

/** What a caller has lent for a call (CanonicalABI.md {@code lenders}). */
@FunctionalInterface
public interface Lends {
    /** The caller knows that the call is over: whatever it lent may be moved and dropped again. */
    void endLends();
}
