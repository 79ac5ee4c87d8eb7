package dev.perigord.wasm.wasi.cli;

import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.interop.ExceptionType;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import dev.perigord.wasm.runtime.Uncatchable;

/** The guest ends its program; the host sees a {@code PolyglotException} that {@code isExit()}. */
@ExportLibrary(InteropLibrary.class)
public final class ExitException extends AbstractTruffleException implements Uncatchable {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** An exit; status 0 is success. */
    public ExitException(int status) {
        super("exit with status " + Integer.toUnsignedString(status));
        this.status = status;
    }

    /** The exit status. */
    public int status() {
        return status;
    }

    @ExportMessage
    ExceptionType getExceptionType() {
        return ExceptionType.EXIT;
    }

    @ExportMessage
    int getExceptionExitStatus() {
        return status;
    }
}
