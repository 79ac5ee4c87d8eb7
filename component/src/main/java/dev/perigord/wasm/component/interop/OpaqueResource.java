package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;

/** A resource that Java code of the host implements, in the hand of polyglot code, which can only pass it on. */
@ExportLibrary(InteropLibrary.class)
record OpaqueResource(Object resource) implements TruffleObject {
    @ExportMessage
    @TruffleBoundary
    Object toDisplayString(@SuppressWarnings("unused") boolean allowSideEffects) {
        return "resource of the host (" + resource.getClass().getSimpleName() + ")";
    }
}
