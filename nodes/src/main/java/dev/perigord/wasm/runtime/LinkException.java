package dev.perigord.wasm.runtime;

import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.interop.ExceptionType;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;

/**
 * An import is missing or has the wrong type, so that a module cannot be instantiated (spec 4.5.4). For the host that is
 * a static error, like an invalid module: no code of the guest has run.
 */
@ExportLibrary(InteropLibrary.class)
public final class LinkException extends AbstractTruffleException {
    private static final long serialVersionUID = 1L;

    /** A message that names the import, the type that it needs and what was found. */
    public LinkException(String message) {
        super(message);
    }

    @ExportMessage
    boolean isExceptionIncompleteSource() {
        return false;
    }

    @ExportMessage
    ExceptionType getExceptionType() {
        return ExceptionType.PARSE_ERROR;
    }
}
