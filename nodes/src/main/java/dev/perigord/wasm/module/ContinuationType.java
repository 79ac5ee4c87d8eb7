package dev.perigord.wasm.module;

/**
 * The type of a continuation (proposal stack switching).
 *
 * @param function the function type: a {@link DefinedType}, or a {@link TypeIndex} that is not resolved yet
 */
public record ContinuationType(HeapType function) implements CompositeType {
    @Override
    public boolean matches(CompositeType expected) {
        return expected instanceof ContinuationType continuation && function.matches(continuation.function);
    }

    @Override
    public String toString() {
        return "(cont " + function.text() + ")";
    }
}
