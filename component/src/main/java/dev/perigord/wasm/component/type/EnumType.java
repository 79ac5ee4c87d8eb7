package dev.perigord.wasm.component.type;

import java.util.List;

/** {@code enum}: a variant whose cases carry nothing. */
public final class EnumType extends WitType {
    private final List<String> names;

    /** An enum with at least one case. */
    public EnumType(List<String> names) {
        super(TypeKind.ENUM, List.of());
        this.names = List.copyOf(names);
    }

    /** The names of the cases in order. */
    public List<String> names() {
        return names;
    }

    @Override
    public List<WitType> parts() {
        return List.of();
    }

    @Override
    public WitType withParts(List<WitType> parts) {
        return new EnumType(names);
    }

    @Override
    Layout computeLayout(PointerSize pointer) {
        return Layout.variant(names.size(), List.of(), pointer);
    }
}
