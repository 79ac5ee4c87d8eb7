package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.dsl.Cached;
import com.oracle.truffle.api.dsl.GenerateInline;
import com.oracle.truffle.api.dsl.NeverDefault;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.component.host.ComponentException;
import dev.perigord.wasm.component.host.HostCall;
import dev.perigord.wasm.component.host.HostFunction;
import dev.perigord.wasm.component.host.HostFunctionNode;
import dev.perigord.wasm.component.host.InlinedHostFunction;
import dev.perigord.wasm.component.type.ResultType;
import dev.perigord.wasm.component.value.VariantValue;
import dev.perigord.wasm.runtime.TrapException;

/** Calls a function of the host: by a node of its own if it has one, otherwise behind a boundary. */
@GenerateInline(false)
abstract class HostDispatchNode extends Node {
    /** How many kinds of functions may come through one import before calls of them go the long way. */
    static final int MAX_KINDS = 3;

    private final HostCall call;

    HostDispatchNode(HostCall call) {
        this.call = call;
    }

    abstract Object execute(HostFunction function, Object[] lifted);

    @Specialization(guards = "node.accepts(function)", limit = "MAX_KINDS")
    static Object inlined(
            InlinedHostFunction function, Object[] lifted, @Cached("node(function)") HostFunctionNode node) {
        return node.execute(function, lifted);
    }

    @Specialization(replaces = "inlined")
    @TruffleBoundary
    Object called(HostFunction function, Object[] lifted) {
        try {
            return function.call(call, lifted);
        } catch (ComponentException e) {
            if (call.type().result() instanceof ResultType) {
                return VariantValue.error(e.payload());
            }
            throw new TrapException(call.name() + " cannot return an error: " + e.getMessage(), this);
        }
    }

    @NeverDefault
    final HostFunctionNode node(InlinedHostFunction function) {
        return function.node(call);
    }
}
