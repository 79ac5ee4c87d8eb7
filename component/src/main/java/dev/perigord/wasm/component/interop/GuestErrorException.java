package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.interop.ExceptionType;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;

/** The error of a function whose WIT type returns a {@code result}. Catching it gives the payload. */
@ExportLibrary(value = InteropLibrary.class, delegateTo = "payload")
public final class GuestErrorException extends AbstractTruffleException {
    private static final long serialVersionUID = 1L;

    final transient Object payload;

    /** An error with a polyglot value, which is a null value where the error carries nothing. */
    GuestErrorException(String message, Object payload) {
        super(message);
        this.payload = payload;
    }

    /** The polyglot value of the error. */
    public Object payload() {
        return payload;
    }

    @ExportMessage
    boolean isException() {
        return true;
    }

    @ExportMessage
    RuntimeException throwException() {
        throw this;
    }

    @ExportMessage
    ExceptionType getExceptionType() {
        return ExceptionType.RUNTIME_ERROR;
    }
}
