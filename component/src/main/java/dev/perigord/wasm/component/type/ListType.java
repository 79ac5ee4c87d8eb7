package dev.perigord.wasm.component.type;

import java.util.List;

/** {@code list<T>}. */
public final class ListType extends WitType {
    private final WitType element;

    /** A list of any length. */
    public ListType(WitType element) {
        super(TypeKind.LIST, List.of(element));
        this.element = element;
    }

    /** The type of every element. */
    public WitType element() {
        return element;
    }

    @Override
    public List<WitType> parts() {
        return List.of(element);
    }

    @Override
    public WitType withParts(List<WitType> parts) {
        return new ListType(parts.getFirst());
    }

    @Override
    Layout computeLayout(PointerSize pointer) {
        return Layout.slice(pointer);
    }
}
