package dev.perigord.wasm.component.type;

import java.util.List;

/**
 * A value type (Explainer "Fundamental value types", "Specialized value types"). Two value types are equal when they
 * have the same structure and the same resources, which {@link TypeMatcher} decides; object identity tells apart the
 * names under which a type was imported or exported.
 */
public abstract sealed class WitType implements DefinedType
        permits PrimitiveType,
                ListType,
                FixedListType,
                MapType,
                RecordType,
                TupleType,
                VariantType,
                EnumType,
                OptionType,
                ResultType,
                FlagsType,
                HandleType,
                ChannelType {
    private final TypeKind kind;
    private final int weight;
    private final int depth;
    private final boolean containsResources;
    private final boolean containsBorrow;
    private final boolean containsPointers;
    private final boolean beyondPreview2;

    /* Computed when first asked for; a race computes the same value twice, which harms nobody. */
    private Layout layout32;
    private Layout layout64;

    /** What a type consists of, entries may be null, decides everything that is true of a type because of a part. */
    WitType(TypeKind kind, List<WitType> parts) {
        this.kind = kind;
        long sum = 1;
        int deepest = 0;
        boolean resources = kind == TypeKind.OWN || kind == TypeKind.BORROW;
        boolean borrow = kind == TypeKind.BORROW;
        boolean pointers = kind == TypeKind.STRING || kind == TypeKind.LIST || kind == TypeKind.MAP;
        boolean beyond = kind.isBeyondPreview2();
        /* What travels through a channel is not part of the value. */
        boolean channel = kind == TypeKind.STREAM || kind == TypeKind.FUTURE;
        for (WitType part : parts) {
            if (part != null) {
                sum += part.weight;
                deepest = Math.max(deepest, part.depth);
                resources |= part.containsResources;
                borrow |= part.containsBorrow;
                pointers |= part.containsPointers && !channel;
                beyond |= part.beyondPreview2;
            }
        }
        this.weight = (int) Math.min(Integer.MAX_VALUE, sum);
        this.depth = deepest + 1;
        this.containsResources = resources;
        this.containsBorrow = borrow;
        this.containsPointers = pointers;
        this.beyondPreview2 = beyond;
    }

    /** The row of the type table. */
    public final TypeKind kind() {
        return kind;
    }

    /** The parts of the type in order: element, fields, payloads. Absent payloads are null. */
    public abstract List<WitType> parts();

    /** The same type with other parts; {@code parts} has the shape of {@link #parts()}. A fresh object. */
    public abstract WitType withParts(List<WitType> parts);

    abstract Layout computeLayout(PointerSize pointer);

    /** Layout for memories with 32-bit addresses. */
    public final Layout layout() {
        return layout(PointerSize.I32);
    }

    /** Layout for memories with addresses of a size. */
    public final Layout layout(PointerSize pointer) {
        return switch (pointer) {
            case I32 -> {
                Layout layout = layout32;
                if (layout == null) {
                    layout = computeLayout(pointer);
                    layout32 = layout;
                }
                yield layout;
            }
            case I64 -> {
                Layout layout = layout64;
                if (layout == null) {
                    layout = computeLayout(pointer);
                    layout64 = layout;
                }
                yield layout;
            }
        };
    }

    /** The same type under a new name: equal in structure, another object. */
    public final WitType renamed() {
        return withParts(parts());
    }

    @Override
    public final String description() {
        return "value type";
    }

    @Override
    public final boolean containsResources() {
        return containsResources;
    }

    /** Whether a value can contain a borrowed handle. */
    public final boolean containsBorrow() {
        return containsBorrow;
    }

    /** Whether a value can contain a string or a list, so that it needs a memory. */
    public final boolean containsPointers() {
        return containsPointers;
    }

    /** Whether the type uses anything that WASI 0.2 does not have. */
    public final boolean isBeyondPreview2() {
        return beyondPreview2;
    }

    @Override
    public final int weight() {
        return weight;
    }

    @Override
    public final int depth() {
        return depth;
    }

    @Override
    public final String toString() {
        return TypeText.of(this);
    }
}
