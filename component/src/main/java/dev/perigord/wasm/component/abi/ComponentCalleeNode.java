package dev.perigord.wasm.component.abi;

import dev.perigord.wasm.component.linking.LiftedFunction;
import dev.perigord.wasm.component.linking.LinkPlan;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.runtime.Transfer;

/** A function of a component: no host values are in between. */
final class ComponentCalleeNode extends CalleeNode {
    @Child
    private ParametersNode parameters;

    @Child
    private LiftedCallNode call;

    /**
     * A call.
     *
     * @param plan the plan of {@code callee}
     * @param caller the component instance of the same plan that calls, or {@link LiftedCallNode#OUTSIDE}
     */
    ComponentCalleeNode(LoweredSide side, LinkPlan plan, LiftedFunction callee, int caller) {
        this.parameters = side.parameters(true);
        this.call = new LiftedCallNode(plan, callee, caller, side.result(true));
    }

    /** Calls the function of {@code instance}. */
    @Override
    Object execute(ComponentInstance instance, Transfer caller, Object[] core) {
        return call.execute(instance, parameters.lift(caller, core), 0, caller, core);
    }
}
