package dev.perigord.wasm.language;

import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.interop.ExceptionType;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;

/** A source is no module or component: malformed, or well-formed and invalid. */
@ExportLibrary(InteropLibrary.class)
final class ParseException extends AbstractTruffleException {
    private static final long serialVersionUID = 1L;

    ParseException(String message) {
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
