package dev.perigord.wasm.embedding;

/**
 * A {@code result} of WIT that is a value: a field, an element, a parameter. A function that returns a {@code result}
 * returns its success and throws its error, see {@link ComponentException}.
 *
 * @param <T> the success, {@link Void} if it has no payload
 * @param <E> the error, {@link Void} if it has no payload
 */
public sealed interface Result<T, E> {
    /** A success; the value is null if it has no payload. */
    record Ok<T, E>(T value) implements Result<T, E> {}

    /** An error; it is null if it has no payload. */
    record Err<T, E>(E error) implements Result<T, E> {}
}
