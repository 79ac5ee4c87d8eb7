package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import dev.perigord.wasm.component.host.ComponentException;
import dev.perigord.wasm.component.host.HostCall;
import dev.perigord.wasm.component.host.HostFunction;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.runtime.Transfer;
import dev.perigord.wasm.component.type.ResultType;
import dev.perigord.wasm.component.value.VariantValue;
import dev.perigord.wasm.runtime.TrapException;

/** A function of the host. */
final class HostCalleeNode extends CalleeNode {
    private final int index;
    private final HostCall call;

    @Child
    private ResultNode result;

    HostCalleeNode(int index, HostCall call, ResultNode result) {
        this.index = index;
        this.call = call;
        this.result = result;
    }

    @Override
    Object execute(ComponentInstance instance, Object[] lifted, Transfer caller, Object[] core) {
        Object value = callHost(instance.hostFunction(index), lifted);
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
