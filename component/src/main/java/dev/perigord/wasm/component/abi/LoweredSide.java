package dev.perigord.wasm.component.abi;

import dev.perigord.wasm.component.linking.LinkPlan;
import dev.perigord.wasm.component.linking.Trampoline;
import dev.perigord.wasm.component.task.Subtask;

/** Makes the nodes of a call's lowered side: those that lift the caller's arguments and lower the result for it. */
record LoweredSide(LinkPlan plan, Trampoline.Lower lower) {
    /** How many bits of what an asynchronously lowered function returns are the state of the subtask. */
    static final int STATE_BITS = 4;

    /** {@code fused} if a component is called. */
    ParametersNode parameters(boolean fused) {
        return new ParametersNode(nodes(fused), lower.type(), lower.signature().parametersInMemory());
    }

    /** {@code fused} if a component is called. */
    ResultNode result(boolean fused) {
        return new ResultNode(nodes(fused), lower.type().result(), lower.signature());
    }

    /** Whether the caller goes on while the callee waits. */
    boolean isAsync() {
        return lower.options().async();
    }

    /** What the caller gets from a callee that has returned: how far it is, or its result. */
    static Object returned(boolean async, Object result) {
        if (async) {
            return Subtask.State.RETURNED.ordinal();
        }
        return result;
    }

    private ValueNodes nodes(boolean fused) {
        return new ValueNodes(plan, lower.options(), fused);
    }
}
