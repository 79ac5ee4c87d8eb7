package dev.perigord.wasm.component.abi;

import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.runtime.LiftedCode;
import dev.perigord.wasm.component.runtime.Transfer;

/** A function of a component, of a synchronous type: no host values are in between. */
final class ComponentCalleeNode extends CalleeNode {
    private final boolean async;

    @Child
    private ParametersNode parameters;

    @Child
    private LiftedCallNode call;

    private ComponentCalleeNode(LoweredSide side, LiftedCode callee, int caller) {
        this.async = side.isAsync();
        this.parameters = side.parameters(true);
        this.call = new LiftedCallNode(callee.plan(), callee.function(), caller, side.result(true));
    }

    /**
     * A call of a function of any type.
     *
     * @param caller the component instance of the same plan that calls, or {@link LiftedCallNode#OUTSIDE}
     */
    static CalleeNode create(LoweredSide side, LiftedCode callee, int caller) {
        return callee.function().type().async()
                ? new AsyncCalleeNode(side, callee)
                : new ComponentCalleeNode(side, callee, caller);
    }

    /** Calls the function of {@code instance}. */
    @Override
    Object execute(ComponentInstance instance, Transfer caller, Object[] core) {
        Object result = call.execute(instance, parameters.lift(caller, core), 0, caller, core);
        caller.endLends();
        return LoweredSide.returned(async, result);
    }
}
