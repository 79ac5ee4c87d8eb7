package dev.perigord.wasm.runtime.continuation;

import dev.perigord.wasm.runtime.WasmTag;

/**
 * What a coroutine leaves its stack with: a tag that says which handler is meant, and values for it.
 *
 * @param target the continuation to go on with instead, or {@code null} where the handler decides
 */
public record Suspension(WasmTag tag, Object[] values, WasmContinuation target) {
    /** Looks for a handler; see {@link WasmContinuation#resume}. */
    public interface Handlers {
        /** The index of the handler of a suspension, or -1. */
        int find(Suspension suspension);
    }
}
