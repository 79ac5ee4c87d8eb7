package dev.perigord.wasm.text;

/** The classes of tokens of the text format (spec 6.3). */
public enum TokenKind {
    LEFT("("),
    RIGHT(")"),
    /** A word that starts with a lower-case letter, whether the grammar knows it or not. */
    KEYWORD("a keyword"),
    /** An integer without sign. */
    NATURAL("a natural number"),
    /** An integer with sign. */
    INTEGER("an integer"),
    /** A number that is not an integer. */
    FLOAT("a floating-point number"),
    STRING("a string"),
    /** A character between apostrophes, as values of components have it. */
    CHARACTER("a character"),
    IDENTIFIER("an identifier"),
    /** Characters that look like a token and are none, such as {@code 0drop}. */
    RESERVED("a reserved token"),
    /** A lexical error, kept in the stream so that earlier errors and other forms of a script come first. */
    ERROR("an error"),
    END("the end of the text");

    private final String description;

    TokenKind(String description) {
        this.description = description;
    }

    /** How messages call a token of this kind. */
    public String description() {
        return description;
    }
}
