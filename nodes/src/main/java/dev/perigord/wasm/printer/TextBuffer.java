package dev.perigord.wasm.printer;

/** The lines of the text, indented by how much is open, up to a limit: nesting may be deep. */
public final class TextBuffer {
    private static final String INDENTATION = "  ";
    private static final int DEEPEST = 40;

    private final StringBuilder text = new StringBuilder();
    private int depth;

    /** Starts a line. */
    public TextBuffer line() {
        text.append('\n').repeat(INDENTATION, Math.min(depth, DEEPEST));
        return this;
    }

    /** Continues the line. */
    public TextBuffer append(String part) {
        text.append(part);
        return this;
    }

    /** What follows is inside of what comes before. */
    public void open() {
        depth++;
    }

    /** What follows is outside again. */
    public void close() {
        depth--;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
