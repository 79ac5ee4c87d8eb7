package dev.perigord.wasm.component.wit.text;

/** A text in the making, with indented blocks and blank lines between items. */
final class WitText {
    private static final String INDENT = "  ";

    private final StringBuilder text = new StringBuilder();
    private int depth;
    private boolean lineStart = true;
    private boolean separator;

    /** Some text; the line goes on. */
    void text(String part) {
        if (lineStart) {
            text.append(INDENT.repeat(depth));
        }
        text.append(part);
        lineStart = false;
    }

    /** Some text and the end of the line. */
    void line(String part) {
        text(part);
        text.append('\n');
        lineStart = true;
        separator = true;
    }

    /** Documentation, a comment for each line. */
    void docs(String docs) {
        if (!docs.isEmpty()) {
            docs.lines().forEach(each -> line(each.isEmpty() ? "///" : "/// " + each));
        }
    }

    /** The begin of a block at the end of a line. */
    void open() {
        text.append(" {\n");
        lineStart = true;
        separator = false;
        depth++;
    }

    /** The end of a block. */
    void close() {
        depth--;
        line("}");
    }

    /** A blank line, if anything stands before it in the block. */
    void separate() {
        if (separator) {
            text.append('\n');
        }
        separator = false;
    }

    /** A string between its quotes. */
    static String escaped(String contents) {
        StringBuilder escaped = new StringBuilder();
        contents.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> escaped.append("\\\"");
                case '\\' -> escaped.append("\\\\");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                default -> {
                    if (c >= ' ' && c <= '~') {
                        escaped.appendCodePoint(c);
                    } else {
                        escaped.append("\\u{").append(Integer.toHexString(c)).append('}');
                    }
                }
            }
        });
        return escaped.toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
