package dev.perigord.wasm.component.abi;

import dev.perigord.wasm.component.linking.LinkPlan;
import dev.perigord.wasm.component.linking.Trampoline;

/** Makes the nodes of a call's lowered side: those that lift the caller's arguments and lower the result for it. */
record LoweredSide(LinkPlan plan, Trampoline.Lower lower) {
    /** {@code fused} if a component is called. */
    ParametersNode parameters(boolean fused) {
        return new ParametersNode(nodes(fused), lower.type(), lower.signature().parametersInMemory());
    }

    /** {@code fused} if a component is called. */
    ResultNode result(boolean fused) {
        return new ResultNode(nodes(fused), lower.type().result(), lower.signature());
    }

    private ValueNodes nodes(boolean fused) {
        return new ValueNodes(plan, lower.options(), fused);
    }
}
