package dev.perigord.wasm.component.wit;

/**
 * A WIT text does not follow the grammar or breaks a rule, or a binary is no WIT. The message is for users and begins
 * with file, line and column where the text has them.
 */
public final class WitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong: what was expected and what was found. */
    public WitException(String message) {
        super(message);
    }
}
