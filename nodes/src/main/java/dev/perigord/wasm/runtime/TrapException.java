package dev.perigord.wasm.runtime;

import com.oracle.truffle.api.exception.AbstractTruffleException;
import com.oracle.truffle.api.interop.ExceptionType;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import com.oracle.truffle.api.nodes.Node;

/** A trap: WebAssembly code has failed and cannot go on (spec 4.2.2). Guests cannot catch it, hosts can. */
@ExportLibrary(InteropLibrary.class)
public final class TrapException extends AbstractTruffleException implements Uncatchable {
    private static final long serialVersionUID = 1L;

    /** A trap at the node of an instruction, or outside of code where {@code location} is {@code null}. */
    public TrapException(String message, Node location) {
        super(message, location);
    }

    @ExportMessage
    ExceptionType getExceptionType() {
        return ExceptionType.RUNTIME_ERROR;
    }
}
