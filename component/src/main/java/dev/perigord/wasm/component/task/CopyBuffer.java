package dev.perigord.wasm.component.task;

/** Where values are copied from or to (CanonicalABI.md {@code ReadableBuffer}, {@code WritableBuffer}). */
public interface CopyBuffer {
    /** The instance in whose memory it is, or null if it is the host's. */
    InstanceState instance();

    /** How many values can still be copied. */
    int remaining();

    /** How many values were copied. */
    int progress();

    /** Whether it was made for no values, only to learn when the other end is ready. */
    default boolean isZeroLength() {
        return remaining() + progress() == 0;
    }

    /**
     * The next {@code count} values.
     *
     * @param forGuest whether they go to a guest, so that they need not leave this guest's memory
     */
    Object read(int count, boolean forGuest);

    /** Adds {@code count} values that another buffer has read. */
    void write(Object values, int count);
}
