package dev.perigord.wasm.language;

import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.interop.ExceptionType;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;

/** A program is asked for something that it does not have, or with arguments that make no sense. */
@ExportLibrary(InteropLibrary.class)
final class UsageException extends AbstractTruffleException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
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
