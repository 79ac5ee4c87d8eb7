package dev.perigord.wasm.component.composition;

/** Components cannot be composed as asked for; the message says why. */
public final class CompositionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CompositionException(String message) {
        super(message);
    }
}
