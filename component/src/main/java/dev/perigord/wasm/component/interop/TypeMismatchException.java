package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.interop.ExceptionType;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;

/** A value of the host has not the type that a component expects; the message says where and what was found. */
@ExportLibrary(InteropLibrary.class)
public final class TypeMismatchException extends AbstractTruffleException {
    private static final long serialVersionUID = 1L;

    /** A message such as {@code argument 2, field "tags", element 3: expected string, got number 5}. */
    TypeMismatchException(String message) {
        super(message);
    }

    /** The same mistake, seen from one level further out: a place such as {@code , field "tags"} is put before it. */
    @TruffleBoundary
    TypeMismatchException at(String place) {
        return new TypeMismatchException(place + getMessage());
    }

    @TruffleBoundary
    TypeMismatchException at(String place, Object key) {
        return at(place + key);
    }

    @ExportMessage
    ExceptionType getExceptionType() {
        return ExceptionType.RUNTIME_ERROR;
    }
}
