package dev.perigord.wasm.module;

import java.util.List;
import java.util.stream.Collectors;

/** The type of a structure (spec 2.3.9). */
public record StructType(List<FieldType> fields) implements CompositeType {
    /** Copies the list. */
    public StructType {
        fields = List.copyOf(fields);
    }

    @Override
    public boolean matches(CompositeType expected) {
        if (!(expected instanceof StructType struct) || fields.size() < struct.fields.size()) {
            return false;
        }
        for (int i = 0; i < struct.fields.size(); i++) {
            if (!fields.get(i).matches(struct.fields.get(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return fields.stream().map(field -> " (field " + field + ")").collect(Collectors.joining("", "(struct", ")"));
    }
}
