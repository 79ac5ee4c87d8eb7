package dev.perigord.wasm.component.task;

/** What has happened to a waitable or a task (CanonicalABI.md {@code EventCode}); guests know the ordinals. */
public enum EventCode {
    /** Nothing. */
    NONE,
    /** A subtask made progress. */
    SUBTASK,
    /** A read of a stream is over. */
    STREAM_READ,
    /** A write to a stream is over. */
    STREAM_WRITE,
    /** A read of a future is over. */
    FUTURE_READ,
    /** A write to a future is over. */
    FUTURE_WRITE,
    /** The task that waits was cancelled by its caller. */
    TASK_CANCELLED
}
