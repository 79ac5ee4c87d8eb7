package dev.perigord.wasm.module;

/** A binary or text that does not follow the grammar of the format (spec 5, 6). */
public final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A message that says what is wrong and where. */
    public MalformedException(String message) {
        super(message, null, false, false);
    }
}
