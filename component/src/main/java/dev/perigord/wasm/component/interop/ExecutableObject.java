package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.ArityException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;

/** Something that the host can call. */
@ExportLibrary(InteropLibrary.class)
class ExecutableObject implements TruffleObject {
    /** What a call does with polyglot values. */
    interface Body {
        Object call(Object[] arguments);
    }

    private final String name;
    private final int arity;
    private final Body body;

    ExecutableObject(String name, int arity, Body body) {
        this.name = name;
        this.arity = arity;
        this.body = body;
    }

    @ExportMessage
    final boolean isExecutable() {
        return true;
    }

    final void checkArity(Object[] arguments) throws ArityException {
        if (arguments.length != arity) {
            CompilerDirectives.transferToInterpreter();
            throw ArityException.create(arity, arity, arguments.length);
        }
    }

    @ExportMessage
    @TruffleBoundary
    Object execute(Object[] arguments) throws ArityException {
        checkArity(arguments);
        return body.call(arguments);
    }

    @ExportMessage
    final boolean hasExecutableName() {
        return true;
    }

    @ExportMessage
    final Object getExecutableName() {
        return name;
    }

    @ExportMessage
    @TruffleBoundary
    final Object toDisplayString(@SuppressWarnings("unused") boolean allowSideEffects) {
        return "function " + name;
    }
}
