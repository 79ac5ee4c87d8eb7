package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.exception.AbstractTruffleException;
import dev.perigord.wasm.component.instantiation.ComponentImports;
import dev.perigord.wasm.component.runtime.ComponentStore;

/** What the language knows of the current context. */
public interface InteropEnvironment extends HostArrays {
    /** The store of the current context. */
    ComponentStore store();

    /** What satisfies imports that the host's import object does not have. */
    ComponentImports defaultImports();

    /**
     * The payload, as a polyglot value, if a Java function of the embedder threw the exception that stands for an error
     * of the guest, otherwise null. That exception has a value of the embedder; the one of host interfaces,
     * {@link dev.perigord.wasm.component.host.ComponentException}, has a lifted value.
     */
    Object errorPayload(AbstractTruffleException exception);

    /** Whether an exception was thrown by Java code of the embedder. */
    boolean isHostException(AbstractTruffleException exception);
}
