package dev.perigord.wasm.component.abi;

import com.oracle.truffle.api.dsl.Cached;
import com.oracle.truffle.api.dsl.GenerateInline;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.nodes.DirectCallNode;
import com.oracle.truffle.api.nodes.IndirectCallNode;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.runtime.FunctionCode;
import dev.perigord.wasm.runtime.WasmFunction;

/** Calls a core function whose type is known; the instances of a component share the code that the cache keys on. */
@GenerateInline(false)
abstract class CoreCallNode extends Node {
    /** Calls {@code function}; the first argument is left free for its environment. */
    abstract Object execute(WasmFunction function, Object[] arguments);

    @Specialization(guards = "function.code() == code", limit = "2")
    static Object cached(
            WasmFunction function,
            Object[] arguments,
            @SuppressWarnings("unused") @Cached("function.code()") FunctionCode code,
            @Cached("create(code.callTarget())") DirectCallNode call) {
        arguments[0] = function.environment();
        return call.call(arguments);
    }

    @Specialization(replaces = "cached")
    static Object generic(WasmFunction function, Object[] arguments, @Cached IndirectCallNode call) {
        arguments[0] = function.environment();
        return call.call(function.code().callTarget(), arguments);
    }
}
