package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.component.host.ComponentException;
import dev.perigord.wasm.component.host.HostCall;
import dev.perigord.wasm.component.host.HostFunction;
import dev.perigord.wasm.component.runtime.Transfer;
import dev.perigord.wasm.component.type.ResultType;
import dev.perigord.wasm.component.value.VariantValue;
import dev.perigord.wasm.runtime.TrapException;

/** Calls a function of the host with lifted values. */
final class HostCalleeNode extends Node {
    private final HostCall call;

    @Child
    private ParametersNode parameters;

    @Child
    private ResultNode result;

    HostCalleeNode(HostCall call, LoweredSide side) {
        this.call = call;
        this.parameters = side.parameters(false);
        this.result = side.result(false);
    }

    Object execute(HostFunction function, Transfer caller, Object[] core) {
        Object value = callHost(function, parameters.lift(caller, core));
        try {
            return result.execute(caller, value, core);
        } catch (IllegalArgumentException e) {
            throw wrongResult(e);
        }
    }

    @TruffleBoundary
    private Object callHost(HostFunction function, Object[] lifted) {
        try {
            return function.call(call, lifted);
        } catch (ComponentException e) {
            if (call.type().result() instanceof ResultType) {
                return VariantValue.error(e.payload());
            }
            throw new TrapException(call.name() + " cannot return an error: " + e.getMessage(), this);
        }
    }

    @TruffleBoundary
    private TrapException wrongResult(IllegalArgumentException e) {
        return new TrapException(call.name() + ": result: " + e.getMessage(), this);
    }
}
