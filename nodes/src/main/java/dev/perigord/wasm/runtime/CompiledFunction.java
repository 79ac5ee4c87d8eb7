package dev.perigord.wasm.runtime;

/**
 * A function as JVM byte code. The subclass of each signature has a method {@code call} with the parameters and the
 * environment, unboxed; this one is for callers that do not know the signature.
 */
public abstract class CompiledFunction {
    /** For generated classes. */
    protected CompiledFunction() {}

    /** Calls after the convention of {@link FunctionCode}: environment and boxed arguments, boxed results. */
    public abstract Object callBoxed(Object[] arguments);

    /** The same, but it may return a {@link TailCall} instead of results. */
    public Object bodyBoxed(Object[] arguments) {
        return callBoxed(arguments);
    }
}
