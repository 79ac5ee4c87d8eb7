package dev.perigord.wasm.component.type;

import java.util.Arrays;
import java.util.List;

/** {@code option<T>}: a variant of {@code none} and {@code some(T)}. */
public final class OptionType extends WitType {
    private final WitType payload;

    /** Nothing, or a value of a type. */
    public OptionType(WitType payload) {
        super(TypeKind.OPTION, List.of(payload));
        this.payload = payload;
    }

    /** The type of the value if there is one. */
    public WitType payload() {
        return payload;
    }

    @Override
    public List<WitType> parts() {
        return List.of(payload);
    }

    @Override
    public WitType withParts(List<WitType> parts) {
        return new OptionType(parts.getFirst());
    }

    @Override
    Layout computeLayout(PointerSize pointer) {
        return Layout.variant(2, Arrays.asList(null, payload), pointer);
    }
}
