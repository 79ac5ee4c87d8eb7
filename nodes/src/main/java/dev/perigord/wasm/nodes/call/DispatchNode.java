package dev.perigord.wasm.nodes.call;

import com.oracle.truffle.api.dsl.Cached;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.nodes.DirectCallNode;
import com.oracle.truffle.api.nodes.IndirectCallNode;
import com.oracle.truffle.api.nodes.Node;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.runtime.FunctionCode;
import dev.perigord.wasm.runtime.Trap;
import dev.perigord.wasm.runtime.WasmFunction;

/**
 * Calls a function that only running shows, with an inline cache on its code: on that, not on the function, so that the
 * instances of a module share the cache. Eight entries, because tables of methods are often that polymorphic.
 */
abstract class DispatchNode extends Node {
    private final DefinedType expected;

    DispatchNode(DefinedType expected) {
        this.expected = expected;
    }

    /** Calls {@code function}, which must have the expected type; fills in its environment. */
    abstract Object execute(WasmFunction function, Object[] arguments, Node location);

    final boolean hasExpectedType(FunctionCode code) {
        return code.definedType().isSubtypeOf(expected);
    }

    @Specialization(
            guards = {"function.code() == code", "matches"},
            limit = "8")
    static Object cached(
            WasmFunction function,
            Object[] arguments,
            @SuppressWarnings("unused") Node location,
            @SuppressWarnings("unused") @Cached("function.code()") FunctionCode code,
            @SuppressWarnings("unused") @Cached("hasExpectedType(code)") boolean matches,
            @Cached("create(code.callTarget())") DirectCallNode call) {
        arguments[0] = function.environment();
        return call.call(arguments);
    }

    @Specialization(replaces = "cached")
    Object generic(WasmFunction function, Object[] arguments, Node location, @Cached IndirectCallNode call) {
        if (!hasExpectedType(function.code())) {
            throw Trap.INDIRECT_CALL_TYPE_MISMATCH.at(location);
        }
        arguments[0] = function.environment();
        return call.call(function.code().callTarget(), arguments);
    }
}
