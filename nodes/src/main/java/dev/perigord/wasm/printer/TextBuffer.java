package dev.perigord.wasm.printer;

/** The lines of the text, indented by how much is open, up to a limit: nesting may be deep. */
final class TextBuffer {
    private static final String INDENTATION = "  ";
    private static final int DEEPEST = 40;

    private final StringBuilder text = new StringBuilder();
    private int depth;

    /** Starts a line. */
    TextBuffer line() {
        text.append('\n').repeat(INDENTATION, Math.min(depth, DEEPEST));
        return this;
    }

    TextBuffer append(String part) {
        text.append(part);
        return this;
    }

    /** What follows is inside of what comes before. */
    void open() {
        depth++;
    }

    void close() {
        depth--;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
