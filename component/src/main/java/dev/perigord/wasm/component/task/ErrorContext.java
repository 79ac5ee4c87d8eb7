package dev.perigord.wasm.component.task;

/**
 * Information about an error for people, not for programs (CanonicalABI.md {@code ErrorContext}).
 *
 * @param debugMessage what the guest that made it has said
 */
public record ErrorContext(String debugMessage) implements TableEntry {
    @Override
    public String toString() {
        return debugMessage;
    }
}
