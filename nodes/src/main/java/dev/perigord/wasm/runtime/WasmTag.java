package dev.perigord.wasm.runtime;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.FunctionType;

/** A tag instance (spec 4.2.13): the kind of an exception, by identity. */
@ExportLibrary(InteropLibrary.class)
public final class WasmTag implements TruffleObject {
    private final ExternType.Tag type;

    /** A tag that is the same as no other one. */
    public WasmTag(ExternType.Tag type) {
        this.type = type;
    }

    /** The type. */
    public ExternType.Tag type() {
        return type;
    }

    /** The function type whose parameters are the payload. */
    public FunctionType function() {
        return type.type().function();
    }

    @ExportMessage
    @TruffleBoundary
    Object toDisplayString(@SuppressWarnings("unused") boolean allowSideEffects) {
        return type.toString();
    }
}
