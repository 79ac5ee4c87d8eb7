package dev.perigord.wasm.component.task;

/**
 * What a guest learns of something that it waited for (CanonicalABI.md {@code EventTuple}).
 *
 * @param index of the waitable, or 0
 * @param payload depends on the code
 */
public record Event(EventCode code, int index, int payload) {
    /** Nothing has happened. */
    public static final Event NONE = new Event(EventCode.NONE, 0, 0);

    /** The task was cancelled. */
    public static final Event TASK_CANCELLED = new Event(EventCode.TASK_CANCELLED, 0, 0);

    /** What a built-in returns instead of a payload when it did not wait (CanonicalABI.md {@code BLOCKED}). */
    public static final int BLOCKED = -1;
}
