package dev.perigord.wasm.component.wit.text;

/**
 * A token.
 *
 * @param text as written; of a string the contents
 * @param end the offset behind it
 * @param docs the documentation in front of it
 */
record Token(Kind kind, String text, int start, int end, String docs) {
    /** The kinds of tokens (WIT.md "Lexical structure"). */
    enum Kind {
        /** A name or keyword; one with {@code %} is never a keyword. */
        WORD,
        INTEGER,
        STRING,
        OPERATOR,
        END
    }

    boolean is(String wanted) {
        return (kind == Kind.WORD || kind == Kind.OPERATOR) && text.equals(wanted);
    }

    boolean isName() {
        return kind == Kind.WORD && !Keywords.contains(text);
    }

    /** How messages call it. */
    String description() {
        return switch (kind) {
            case WORD -> Keywords.contains(text) ? "keyword `" + text + "`" : "`" + text + "`";
            case INTEGER, OPERATOR -> "`" + text + "`";
            case STRING -> "a string";
            case END -> "the end";
        };
    }
}
