package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.runtime.FunctionCode;
import dev.perigord.wasm.runtime.TailCall;
import dev.perigord.wasm.runtime.WasmFunction;

/** What generated code calls for tail calls. */
public final class TailCallSupport {
    private TailCallSupport() {}

    /** A request for a call, whose arguments leave room for the environment. */
    public static Object request(Object[] arguments, WasmFunction function) {
        arguments[0] = function.environment();
        return new TailCall(function.code(), arguments);
    }

    /** Goes on with the calls that come back until there is a result, which is boxed. */
    public static Object finish(Object first) {
        Object result = first;
        while (result instanceof TailCall(FunctionCode code, Object[] arguments)) {
            result = GeneratedCode.compiled(code).bodyBoxed(arguments);
        }
        return result;
    }

    /** Calls the body of a function that is no generated code. */
    public static Object bodyTarget(FunctionCode code, Object[] arguments) {
        return code.bodyTarget().call(arguments);
    }
}
