package dev.perigord.wasm.component.type;

import java.util.ArrayList;
import java.util.List;

/** {@code record}. */
public final class RecordType extends WitType {
    private final List<NamedType> fields;

    /** A record with at least one field. */
    public RecordType(List<NamedType> fields) {
        super(TypeKind.RECORD, NamedType.types(fields));
        this.fields = List.copyOf(fields);
    }

    /** The fields in order. */
    public List<NamedType> fields() {
        return fields;
    }

    @Override
    public List<WitType> parts() {
        return NamedType.types(fields);
    }

    @Override
    public WitType withParts(List<WitType> parts) {
        List<NamedType> renewed = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            renewed.add(new NamedType(fields.get(i).name(), parts.get(i)));
        }
        return new RecordType(renewed);
    }

    @Override
    Layout computeLayout(PointerSize pointer) {
        return Layout.record(parts(), pointer);
    }
}
