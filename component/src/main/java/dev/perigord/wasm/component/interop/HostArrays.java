package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.TruffleLanguage;

/** Finds the arrays of Java behind objects of the host, which can be copied as a whole. The language implements it. */
@FunctionalInterface
public interface HostArrays {
    /** There are none. */
    HostArrays NONE = _ -> null;

    /** The array that a value of the current context is, or null. */
    Object javaArray(Object value);

    /** Those that a language finds. */
    static HostArrays of(TruffleLanguage<?> language) {
        return language instanceof HostArrays arrays ? arrays : NONE;
    }
}
