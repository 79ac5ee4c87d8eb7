package dev.perigord.wasm.nodes.call;

import com.oracle.truffle.api.dsl.Cached;
import com.oracle.truffle.api.dsl.GenerateInline;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.nodes.DirectCallNode;
import com.oracle.truffle.api.nodes.IndirectCallNode;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.runtime.FunctionCode;

/** Calls the body of a function that a tail call names, with an inline cache on its code. */
@GenerateInline(false)
abstract class TailDispatchNode extends Node {
    abstract Object execute(FunctionCode code, Object[] arguments);

    @Specialization(guards = "code == cachedCode", limit = "8")
    static Object cached(
            @SuppressWarnings("unused") FunctionCode code,
            Object[] arguments,
            @SuppressWarnings("unused") @Cached("code") FunctionCode cachedCode,
            @Cached("create(cachedCode.bodyTarget())") DirectCallNode call) {
        return call.call(arguments);
    }

    @Specialization(replaces = "cached")
    static Object generic(FunctionCode code, Object[] arguments, @Cached IndirectCallNode call) {
        return call.call(code.bodyTarget(), arguments);
    }
}
