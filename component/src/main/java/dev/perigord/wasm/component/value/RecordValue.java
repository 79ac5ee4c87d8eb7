package dev.perigord.wasm.component.value;

import dev.perigord.wasm.component.type.RecordType;
import java.util.Arrays;

/** A record: its type, which knows the names, and the fields in order. */
public final class RecordValue {
    private final RecordType type;
    private final Object[] fields;

    /**
     * A record; keeps the array.
     *
     * @throws IllegalArgumentException if the number of fields is wrong
     */
    public RecordValue(RecordType type, Object... fields) {
        if (fields.length != type.fields().size()) {
            throw new IllegalArgumentException(
                    "a record with " + type.fields().size() + " fields, not " + fields.length);
        }
        this.type = type;
        this.fields = fields;
    }

    /** The type. */
    public RecordType type() {
        return type;
    }

    /** A field by its index. */
    public Object field(int index) {
        return fields[index];
    }

    /**
     * A field by its name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Object field(String name) {
        for (int i = 0; i < fields.length; i++) {
            if (type.fields().get(i).name().equals(name)) {
                return fields[i];
            }
        }
        throw new IllegalArgumentException("no field `" + name + "`");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecordValue record && Arrays.deepEquals(fields, record.fields);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(fields);
    }

    @Override
    public String toString() {
        return Arrays.deepToString(fields);
    }
}
