package dev.perigord.wasm.embedding;

/**
 * Thrown by a function of the embedder whose WIT type returns a {@code result}: the guest receives
 * {@code err(payload)}. Any other exception ends the call of the guest, and the caller of the guest gets it.
 *
 * {@snippet :
 * @HostAccess.Export
 * public byte[] read(String name) {
 *     byte[] found = files.get(name);
 *     if (found == null) {
 *         throw new ComponentException(ErrorCode.NO_ENTRY);
 *     }
 *     return found;
 * }
 * }
 */
public final class ComponentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Object payload;

    /**
     * An error.
     *
     * @param payload a value of the result's error type, as {@link Bindings#toGuest} takes it; null if the type has no
     *     payload. If it does not fit the type, the call ends with a message that says so
     */
    public ComponentException(Object payload) {
        super(String.valueOf(payload), null, false, false);
        this.payload = payload;
    }

    /** The value of the error case, which may be null. */
    public Object payload() {
        return payload;
    }
}
