package dev.perigord.wasm.bytecode;

import com.oracle.truffle.api.exception.AbstractTruffleException;
import dev.perigord.wasm.runtime.Uncatchable;

/** What generated code calls where it catches exceptions. */
public final class ExceptionSupport {
    private ExceptionSupport() {}

    /** The exception, if guests can catch it; throws it if not. */
    public static AbstractTruffleException catchable(AbstractTruffleException exception) {
        if (exception instanceof Uncatchable) {
            throw exception;
        }
        return exception;
    }
}
