package dev.perigord.wasm.text;

import dev.perigord.wasm.module.NumberType;
import java.util.List;

/** What a script expects of a result. */
public sealed interface ResultPattern {
    /** The value itself, bit by bit. */
    record Exactly(ScriptValue value) implements ResultPattern {}

    /** {@code nan:canonical}: a NaN of either sign whose payload has the highest bit alone. */
    record CanonicalNan(NumberType type) implements ResultPattern {}

    /** {@code nan:arithmetic}: a NaN of either sign whose payload has the highest bit. */
    record ArithmeticNan(NumberType type) implements ResultPattern {}

    /**
     * A vector of floats some of whose lanes may be any NaN of a sort.
     *
     * @param laneType F32 or F64
     */
    record Vector(NumberType laneType, List<ResultPattern> lanes) implements ResultPattern {}

    /**
     * {@code (ref.func)}, {@code (ref.extern)} and the like without argument: any reference of a kind but null.
     *
     * @param kind what follows {@code ref.}, or {@code null} for {@code (ref.null)}, which is any null
     */
    record AnyReference(String kind) implements ResultPattern {
        /** Whether null is expected, of whichever type. */
        public boolean isNull() {
            return kind == null;
        }
    }

    /** {@code (either ...)}: any of several patterns. */
    record Either(List<ResultPattern> alternatives) implements ResultPattern {}
}
