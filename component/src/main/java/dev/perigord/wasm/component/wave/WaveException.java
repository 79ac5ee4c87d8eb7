package dev.perigord.wasm.component.wave;

/** A text that is no WAVE value of the expected type. */
public final class WaveException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int offset;

    /** A message that says what is wrong, and the position in the text. */
    public WaveException(String message, int offset) {
        super(message + " (at character " + offset + ")");
        this.offset = offset;
    }

    /** The position in the text. */
    public int offset() {
        return offset;
    }
}
