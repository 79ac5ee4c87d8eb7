package dev.perigord.wasm.runtime;

/**
 * A function as JVM byte code. The subclass of each type has a method {@code call} with the parameters, unboxed, and the
 * instance; what is here is for callers that do not know the type.
 */
public abstract class CompiledFunction {
    /** The instance that the function belongs to; {@code null} if it is none, or if the function is not bound. */
    public final WasmInstance instance;

    /** For subclasses. */
    protected CompiledFunction(WasmInstance instance) {
        this.instance = instance;
    }

    /** The function with an environment, as {@link WasmFunction} has it. */
    public abstract CompiledFunction bind(Object environment);

    /** Calls after the convention of {@link FunctionCode}: environment and boxed arguments, boxed results. */
    public abstract Object callBoxed(Object[] arguments);

    /** The same, but it may return a {@link TailCall} instead of results. */
    public Object bodyBoxed(Object[] arguments) {
        return callBoxed(arguments);
    }
}
