package dev.perigord.wasm.wasi.filesystem;

/** What becomes of a file's time stamp. */
public sealed interface TimeChange {
    /** It stays. */
    record Keep() implements TimeChange {}

    /** It becomes the current time. */
    record Now() implements TimeChange {}

    /** It becomes a time in nanoseconds since 1970-01-01T00:00:00Z. */
    record At(long nanoseconds) implements TimeChange {}
}
