package dev.perigord.wasm.component.host;

/**
 * Thrown by a host function whose WIT type returns a {@code result}: the call returns {@code err(payload)}. It is the
 * only throw that becomes an error of the guest; any other ends the call and with it the component instance.
 */
public final class ComponentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Object payload;

    /** An error; {@code payload} is a value of the result's error type, or null if that has none. */
    public ComponentException(Object payload) {
        super(String.valueOf(payload), null, false, false);
        this.payload = payload;
    }

    /** The value of the error case. */
    public Object payload() {
        return payload;
    }
}
