package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.interop.TruffleObject;

/** A resource that Java code of the host implements, in the hand of polyglot code, which can only pass it on. */
record OpaqueResource(Object resource) implements TruffleObject {}
