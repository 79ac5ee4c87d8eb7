package dev.perigord.wasm.embedding;

import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.TypeLiteral;
import org.graalvm.polyglot.Value;

/**
 * The error of a function whose WIT type returns a {@code result}.
 *
 * <p>Thrown by a function of the embedder, it gives the guest {@code err(payload)}. Any other exception ends the call of
 * the guest, and the caller of the guest gets it.
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
 *
 * <p>A method that calls a guest throws it if the method declares that:
 *
 * {@snippet :
 * interface Files {
 *     byte[] read(String name) throws ComponentException;
 * }
 *
 * try {
 *     return files.read("notes");
 * } catch (ComponentException e) {
 *     return e.payload(ErrorCode.class) == ErrorCode.NO_ENTRY ? new byte[0] : null;
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

    /** The error of a guest. */
    ComponentException(PolyglotException error) {
        super(error.getMessage(), error);
        this.payload = error.getGuestObject();
    }

    /** The value of the error case, a {@link Value} if it comes from a guest; it may be null. */
    public Object payload() {
        return payload;
    }

    /**
     * The value of the error case as {@link Bindings#toJava(Value, Class)} gives it; null if it has none.
     *
     * @throws ClassCastException if it has another type
     */
    public <T> T payload(Class<T> type) {
        return payload instanceof Value value ? Bindings.toJava(value, type) : type.cast(payload);
    }

    /**
     * The value of the error case of a guest as a value of a generic type; null if it has none.
     *
     * @throws ClassCastException if it has another type
     */
    public <T> T payload(TypeLiteral<T> type) {
        return payload instanceof Value value
                ? Bindings.toJava(value, type)
                : type.getRawType().cast(payload);
    }
}
