package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.nodes.ExplodeLoop;
import dev.perigord.wasm.component.type.FlagsType;
import dev.perigord.wasm.component.value.FlagsValue;

/** Flags become objects whose members are booleans. */
final class FlagsToPolyglot implements ToPolyglot {
    private final FieldNames names;
    private final int count;

    FlagsToPolyglot(FlagsType type) {
        this.names = new FieldNames(type.names());
        this.count = type.names().size();
    }

    @Override
    @ExplodeLoop
    public Object convert(Object value) {
        FlagsValue flags = (FlagsValue) value;
        Object[] converted = new Object[count];
        for (int i = 0; i < count; i++) {
            converted[i] = flags.has(i);
        }
        return new FieldsObject(names, converted);
    }
}
