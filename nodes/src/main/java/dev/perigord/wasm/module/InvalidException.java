package dev.perigord.wasm.module;

/** A well-formed module that breaks a rule of validation (spec 3). */
public final class InvalidException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A message that says which rule is broken and where. */
    public InvalidException(String message) {
        super(message, null, false, false);
    }
}
