package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.component.linking.LiftedFunction;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.runtime.Transfer;

/** Lowers the arguments of a lifted function and calls the core function behind it. */
final class LoweringCallNode extends Node {
    private final int callee;
    private final int coreParameters;

    @Child
    private ParametersNode parameters;

    @Child
    private CoreCallNode call = CoreCallNodeGen.create();

    LoweringCallNode(ValueNodes nodes, LiftedFunction function) {
        this.callee = function.callee();
        this.coreParameters = function.signature().type().parameters().size();
        this.parameters =
                new ParametersNode(nodes, function.type(), function.signature().parametersInMemory());
    }

    /** Calls with lifted values that begin at index {@code from}; gives the core result. */
    Object execute(ComponentInstance instance, Transfer transfer, Object[] lifted, int from) {
        Object[] core = new Object[1 + coreParameters];
        parameters.lower(transfer, lifted, from, core);
        return call.execute(instance.function(callee), core);
    }
}
