package dev.perigord.wasm.component.type;

import dev.perigord.wasm.module.NumberType;
import java.util.List;

/** {@code flags}: up to 32 bits with names. */
public final class FlagsType extends WitType {
    /** The largest number of flags. */
    public static final int MAX_FLAGS = 32;

    private final List<String> names;

    /** At least one and at most {@link #MAX_FLAGS} names. */
    public FlagsType(List<String> names) {
        super(TypeKind.FLAGS, List.of());
        this.names = List.copyOf(names);
    }

    /** The names in order of the bits, lowest first. */
    public List<String> names() {
        return names;
    }

    @Override
    public List<WitType> parts() {
        return List.of();
    }

    @Override
    public WitType withParts(List<WitType> parts) {
        return new FlagsType(names);
    }

    @Override
    Layout computeLayout(PointerSize pointer) {
        int bytes = names.size() <= 8 ? 1 : names.size() <= 16 ? 2 : 4;
        return Layout.scalar(bytes, NumberType.I32);
    }
}
