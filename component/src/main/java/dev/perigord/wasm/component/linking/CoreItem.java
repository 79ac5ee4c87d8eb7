package dev.perigord.wasm.component.linking;

/** A core definition, wherever it comes from. */
public sealed interface CoreItem {
    /** An export of a core instance of the plan. */
    record InstanceExport(int instance, String name) implements CoreItem {}

    /** A core function made by {@code canon}, an entry of {@link LinkPlan#trampolines()}. */
    record Made(int trampoline) implements CoreItem {}
}
