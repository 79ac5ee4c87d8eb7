package dev.perigord.wasm.component.syntax;

import dev.perigord.wasm.module.ValueType;
import java.util.List;

/** A canonical definition (Explainer "Canonical definitions"). */
public sealed interface Canon {
    /** Makes a component function from a core function. */
    record Lift(int coreFunction, List<CanonOption> options, int type) implements Canon {}

    /** Makes a core function from a component function. */
    record Lower(int function, List<CanonOption> options) implements Canon {}

    /**
     * Makes a core function that does something built in. The kind decides which of the immediates are used.
     *
     * @param type a type index: the resource, stream, future or core function type
     * @param result what {@code task.return} returns, or null
     * @param slotType the type of a {@code context} slot
     * @param flag whether {@code async}, {@code cancellable} or {@code shared} is given
     * @param index a slot number, core memory index or core table index
     */
    record Builtin(
            BuiltinKind kind,
            int type,
            TypeReference result,
            ValueType slotType,
            List<CanonOption> options,
            boolean flag,
            int index)
            implements Canon {}
}
