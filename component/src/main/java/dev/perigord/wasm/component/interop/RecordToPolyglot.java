package dev.perigord.wasm.component.interop;

import com.oracle.truffle.api.CompilerDirectives.CompilationFinal;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import dev.perigord.wasm.component.type.NamedType;
import dev.perigord.wasm.component.type.RecordType;
import dev.perigord.wasm.component.value.RecordValue;

/** Records become objects whose members are the fields. */
final class RecordToPolyglot implements ToPolyglot {
    private final FieldNames names;

    @CompilationFinal(dimensions = 1)
    private final ToPolyglot[] fields;

    RecordToPolyglot(RecordType type) {
        this.names = new FieldNames(type.fields().stream().map(NamedType::name).toList());
        this.fields = ToPolyglot.all(type.parts());
    }

    @Override
    @ExplodeLoop
    public Object convert(Object value) {
        RecordValue record = (RecordValue) value;
        Object[] converted = new Object[fields.length];
        for (int i = 0; i < fields.length; i++) {
            converted[i] = fields[i].convert(record.field(i));
        }
        return new FieldsObject(names, converted);
    }
}
