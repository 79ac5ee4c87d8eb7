package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.runtime.CompiledFunction;
import dev.perigord.wasm.runtime.FunctionCode;

/** A function with more parameters than a method of the JVM can have: only calls with boxed arguments are possible. */
final class BoxedFunction extends CompiledFunction {
    private final FunctionCode code;

    BoxedFunction(FunctionCode code) {
        super(null);
        this.code = code;
    }

    @Override
    public CompiledFunction bind(Object environment) {
        return this;
    }

    @Override
    public Object callBoxed(Object[] arguments) {
        return code.callTarget().call(arguments);
    }

    @Override
    public Object bodyBoxed(Object[] arguments) {
        return code.bodyTarget().call(arguments);
    }
}
