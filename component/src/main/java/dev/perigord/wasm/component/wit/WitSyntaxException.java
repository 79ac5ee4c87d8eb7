package dev.perigord.wasm.component.wit;

/** A text does not follow the grammar of WIT, or names an unknown type. */
public final class WitSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A message that says what was expected and shows the text. */
    public WitSyntaxException(String message) {
        super(message);
    }
}
