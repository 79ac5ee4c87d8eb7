package dev.perigord.wasm.runtime;

import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;

/** The null reference of every type, and what a function without results returns to the host. */
@ExportLibrary(InteropLibrary.class)
public final class Null implements TruffleObject {
    /** The only instance. */
    public static final Null INSTANCE = new Null();

    private Null() {}

    @ExportMessage
    boolean isNull() {
        return true;
    }

    @ExportMessage
    Object toDisplayString(@SuppressWarnings("unused") boolean allowSideEffects) {
        return "null";
    }
}
