package dev.perigord.wasm.component.host;

import com.oracle.truffle.api.nodes.Node;

/**
 * Calls functions of the host through one import. It belongs to code that all contexts share, so it keeps nothing of a
 * function.
 */
public abstract class HostFunctionNode extends Node {
    /** Whether the node can call a function; those that it was made for, and others of their kind. */
    public abstract boolean accepts(HostFunction function);

    /** Calls a function that the node accepts, as {@link HostFunction#call} says; an error is returned as such. */
    public abstract Object execute(HostFunction function, Object[] arguments);
}
