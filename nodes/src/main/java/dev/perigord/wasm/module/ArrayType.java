package dev.perigord.wasm.module;

/** The type of an array (spec 2.3.9). */
public record ArrayType(FieldType element) implements CompositeType {
    @Override
    public boolean matches(CompositeType expected) {
        return expected instanceof ArrayType array && element.matches(array.element);
    }

    @Override
    public String toString() {
        return "(array " + element + ")";
    }
}
