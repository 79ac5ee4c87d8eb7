package dev.perigord.wasm.component.abi;

import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.runtime.Transfer;

/** A function of another component of the plan. */
final class ComponentCalleeNode extends CalleeNode {
    @Child
    private LiftedCallNode call;

    ComponentCalleeNode(LiftedCallNode call) {
        this.call = call;
    }

    @Override
    Object execute(ComponentInstance instance, Object[] lifted, Transfer caller, Object[] core) {
        return call.execute(instance, lifted, 0, caller, core);
    }
}
