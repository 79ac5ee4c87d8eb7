package dev.perigord.wasm.component.type;

import java.util.List;

/** {@code list<T, N>}: N elements in place. */
public final class FixedListType extends WitType {
    private final WitType element;
    private final int length;

    /** A list of {@code length} elements, an unsigned number above zero. */
    public FixedListType(WitType element, int length) {
        super(TypeKind.FIXED_LIST, List.of(element));
        this.element = element;
        this.length = length;
    }

    /** The type of every element. */
    public WitType element() {
        return element;
    }

    /** The number of elements; valid types have less than 2^28. */
    public int length() {
        return length;
    }

    @Override
    public List<WitType> parts() {
        return List.of(element);
    }

    @Override
    public WitType withParts(List<WitType> parts) {
        return new FixedListType(parts.getFirst(), length);
    }

    @Override
    Layout computeLayout(PointerSize pointer) {
        return Layout.repeated(element, length, pointer);
    }
}
