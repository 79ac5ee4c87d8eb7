package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.exception.AbstractTruffleException;
import dev.perigord.wasm.component.instantiation.ComponentImports;
import dev.perigord.wasm.component.runtime.ComponentStore;

/** What the language knows of the current context. */
public interface InteropEnvironment {
    /** The store of the current context. */
    ComponentStore store();

    /** What satisfies imports that the host's import object does not have. */
    ComponentImports defaultImports();

    /**
     * The payload, as a polyglot value, if a Java function of the embedder threw a
     * {@link dev.perigord.wasm.component.host.ComponentException}, otherwise null.
     */
    Object errorPayload(AbstractTruffleException exception);

    /** Whether an exception was thrown by Java code of the embedder. */
    boolean isHostException(AbstractTruffleException exception);
}
