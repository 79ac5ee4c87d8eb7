package dev.perigord.wasm.component.host;

/**
 * A function of the host that its callers take into their trees, as they do with functions of components: calls of it
 * can then be compiled together with the guest.
 */
public interface InlinedHostFunction extends HostFunction {
    /** The node for calls through an import, of this function and of others of its kind. */
    HostFunctionNode node(HostCall call);
}
