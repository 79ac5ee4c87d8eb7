package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.component.host.HostCall;
import dev.perigord.wasm.component.host.HostFunction;
import dev.perigord.wasm.component.runtime.Transfer;
import dev.perigord.wasm.runtime.TrapException;

/** Calls a function of the host with lifted values. */
final class HostCalleeNode extends Node {
    private final HostCall call;
    private final boolean async;

    @Child
    private ParametersNode parameters;

    @Child
    private HostDispatchNode dispatch;

    @Child
    private ResultNode result;

    HostCalleeNode(HostCall call, LoweredSide side) {
        this.call = call;
        this.async = side.isAsync();
        this.parameters = side.parameters(false);
        this.dispatch = HostDispatchNodeGen.create(call);
        this.result = side.result(false);
    }

    Object execute(HostFunction function, Transfer caller, Object[] core) {
        Object value = dispatch.execute(function, parameters.lift(caller, core));
        try {
            Object coreResult = result.execute(caller, value, core);
            caller.endLends();
            return LoweredSide.returned(async, coreResult);
        } catch (IllegalArgumentException e) {
            throw wrongResult(e);
        }
    }

    @TruffleBoundary
    private TrapException wrongResult(IllegalArgumentException e) {
        return new TrapException(call.name() + ": result: " + e.getMessage(), this);
    }
}
