package dev.perigord.wasm.component.type;

import java.util.List;

/** {@code tuple}. */
public final class TupleType extends WitType {
    private final List<WitType> elements;

    /** A tuple with at least one element. */
    public TupleType(List<WitType> elements) {
        super(TypeKind.TUPLE, elements);
        this.elements = List.copyOf(elements);
    }

    @Override
    public List<WitType> parts() {
        return elements;
    }

    @Override
    public WitType withParts(List<WitType> parts) {
        return new TupleType(parts);
    }

    @Override
    Layout computeLayout(PointerSize pointer) {
        return Layout.record(elements, pointer);
    }
}
