package dev.perigord.wasm.component.linking;

/** A component function, wherever it comes from. */
public sealed interface FunctionSource {
    /** A function of the host. */
    record Imported(ImportPath path) implements FunctionSource {}

    /** A lifted core function, an entry of {@link LinkPlan#liftedFunctions()}. */
    record Lifted(int index) implements FunctionSource {}
}
