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

    /** The Java stack where a trap of generated code happened, or null. */
    private final transient StackTraceElement[] javaTrace;

    /** Through how many ways out of generated code the trap has gone. */
    private transient int entries;

    /** A trap at the node of an instruction, or where {@code location} is {@code null} in code that has no nodes. */
    public TrapException(String message, Node location) {
        this(message, location, location == null ? new Throwable().getStackTrace() : null);
    }

    /** A trap of generated code whose place has been found. */
    public TrapException(String message, Node location, StackTraceElement[] javaTrace) {
        super(message, location);
        this.javaTrace = javaTrace;
        this.entries = 1;
    }

    /** The Java stack where a trap of generated code happened, or {@code null}. */
    public StackTraceElement[] javaTrace() {
        return javaTrace;
    }

    /** The number of the way out of generated code at which the trap is now, the innermost being 0. */
    public int nextEntry() {
        return entries++;
    }

    @ExportMessage
    ExceptionType getExceptionType() {
        return ExceptionType.RUNTIME_ERROR;
    }
}
