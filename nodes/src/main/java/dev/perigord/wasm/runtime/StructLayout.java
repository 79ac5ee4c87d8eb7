package dev.perigord.wasm.runtime;

import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.module.FieldType;
import dev.perigord.wasm.module.StorageType;
import dev.perigord.wasm.module.StructType;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the fields of a structure type are in a {@link WasmStruct}. A subtype has the fields of its supertype in the same
 * places, so that code which knows an object only by the supertype finds them.
 */
public final class StructLayout {
    private final List<Field> fields = new ArrayList<>();
    private int references;
    private int numbers;

    /** The place of the descriptor among the references, or -1 if the type has none (proposal custom descriptors). */
    private int descriptorPlace = -1;

    /**
     * A field.
     *
     * @param storage its type
     * @param place its place among the references or numbers
     */
    public record Field(StorageType storage, int place) {
        /** The boxed value, small integers with their sign. */
        public Object read(WasmStruct object) {
            Storage kind = Storage.of(storage);
            return kind.isReference() ? object.getReference(place) : kind.box(object.getNumber(place));
        }

        /** Sets a boxed value. */
        public void write(WasmStruct object, Object value) {
            Storage kind = Storage.of(storage);
            if (kind.isReference()) {
                object.setReference(place, value);
            } else {
                object.setNumber(place, kind.unbox(value));
            }
        }
    }

    private StructLayout() {}

    /** The layout of a structure type. */
    public static StructLayout of(DefinedType type) {
        StructLayout layout = type.supertype() == null ? new StructLayout() : of(type.supertype());
        StructType struct = type.struct();
        for (int i = layout.fields.size(); i < struct.fields().size(); i++) {
            layout.add(struct.fields().get(i));
        }
        if (type.descriptor() != null && layout.descriptorPlace == -1) {
            layout.descriptorPlace = layout.references++;
        }
        return layout;
    }

    private void add(FieldType field) {
        boolean reference = Storage.of(field.storage()).isReference();
        fields.add(new Field(field.storage(), reference ? references++ : numbers++));
    }

    /** How many references an object has. */
    public int references() {
        return references;
    }

    /** How many numbers an object has. */
    public int numbers() {
        return numbers;
    }

    /** A field. */
    public Field field(int index) {
        return fields.get(index);
    }

    /** All fields. */
    public List<Field> fields() {
        return fields;
    }

    /** The place of the descriptor among the references, or -1. */
    public int descriptorPlace() {
        return descriptorPlace;
    }
}
