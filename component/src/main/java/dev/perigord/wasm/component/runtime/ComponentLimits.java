package dev.perigord.wasm.component.runtime;

/**
 * What guests may use up in one context.
 *
 * @param handles how many handles one component instance may hold at a time
 * @param liftedBytes how many bytes of strings and lists one call may bring into the Java heap
 */
public record ComponentLimits(int handles, long liftedBytes) {
    /** Generous limits that still protect the host: 2^20 handles, 1 GiB a call. */
    public static final ComponentLimits DEFAULT = new ComponentLimits(1 << 20, 1L << 30);
}
