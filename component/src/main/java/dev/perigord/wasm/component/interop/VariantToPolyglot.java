package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.CompilerDirectives;
import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.component.value.VariantValue;
import java.util.List;

/** Variants, and what else has tagged cases, become objects with the members {@code tag} and {@code val}. */
final class VariantToPolyglot implements ToPolyglot {
    private static final FieldNames TAG_ONLY = new FieldNames(List.of(TAG));
    private static final FieldNames TAG_AND_VALUE = new FieldNames(List.of(TAG, VALUE));

    @CompilationFinal(dimensions = 1)
    private final String[] names;

    /** By case, null where there is no payload. */
    @CompilationFinal(dimensions = 1)
    private final ToPolyglot[] payloads;

    VariantToPolyglot(List<String> names, List<WitType> payloads) {
        this.names = names.toArray(String[]::new);
        this.payloads = payloads.stream()
                .map(payload -> payload == null ? null : ToPolyglot.of(payload))
                .toArray(ToPolyglot[]::new);
    }

    @Override
    @ExplodeLoop
    public Object convert(Object value) {
        VariantValue chosen = (VariantValue) value;
        for (int i = 0; i < names.length; i++) {
            if (i == chosen.index()) {
                return payloads[i] == null
                        ? new FieldsObject(TAG_ONLY, names[i])
                        : new FieldsObject(TAG_AND_VALUE, names[i], payloads[i].convert(chosen.payload()));
            }
        }
        throw CompilerDirectives.shouldNotReachHere();
    }
}
