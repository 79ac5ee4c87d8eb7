package dev.perigord.wasm.component.host;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.runtime.TrapException;

/**
 * What a host function is told about the import that it is called through. It is the same for all calls and contexts.
 *
 * @param name the imported function, such as {@code wasi:random/random@0.2.0#get-random-bytes}
 * @param type its type as the component declares it
 */
public record HostCall(String name, WitFunctionType type) {
    /** The exception that makes the guest trap: for misuse that the interface has no error for. */
    @TruffleBoundary
    public TrapException trap(String message) {
        return new TrapException(message, null);
    }
}
