package dev.perigord.wasm.component.type;

import dev.perigord.wasm.module.NumberType;
import java.util.ArrayList;
import java.util.List;

/**
 * How a value type looks in linear memory and as core values (CanonicalABI.md "Alignment", "Element size", "Flattening").
 *
 * @param size the number of bytes of an element; saturates, valid types stay below {@link #MAX_SIZE}
 * @param alignment a power of two
 * @param offsets of a record or tuple: the byte offset of each field; of a variant: one entry, the payload's offset;
 *     otherwise empty
 * @param flatCount the number of core values; saturates
 * @param flat the core types, but only if they are at most {@link #MAX_FLAT}, otherwise empty
 */
public record Layout(long size, int alignment, List<Integer> offsets, int flatCount, List<NumberType> flat) {
    /** The bound of a valid type's size, exclusive. */
    public static final long MAX_SIZE = 1L << 28;

    /** No function takes more flat values; what would need more travels through memory. */
    public static final int MAX_FLAT = 16;

    private static final long SATURATED = Long.MAX_VALUE >> 8;

    /** Whether values of the type can travel as core values at all. */
    public boolean isFlat() {
        return flatCount <= MAX_FLAT;
    }

    static Layout scalar(int size, NumberType type) {
        return new Layout(size, size, List.of(), 1, List.of(type));
    }

    /** A pointer and a length. */
    static Layout slice(PointerSize pointer) {
        return new Layout(2L * pointer.bytes(), pointer.bytes(), List.of(), 2, List.of(pointer.type(), pointer.type()));
    }

    static Layout record(List<WitType> fields, PointerSize pointer) {
        long size = 0;
        int alignment = 1;
        int flatCount = 0;
        List<Integer> offsets = new ArrayList<>(fields.size());
        List<NumberType> flat = new ArrayList<>();
        for (WitType field : fields) {
            Layout layout = field.layout(pointer);
            size = align(size, layout.alignment);
            offsets.add((int) Math.min(size, Integer.MAX_VALUE));
            size = Math.min(SATURATED, size + layout.size);
            alignment = Math.max(alignment, layout.alignment);
            flatCount = saturatedSum(flatCount, layout.flatCount);
            if (flatCount <= MAX_FLAT) {
                flat.addAll(layout.flat);
            }
        }
        return of(align(size, alignment), alignment, offsets, flatCount, flat);
    }

    static Layout repeated(WitType element, int length, PointerSize pointer) {
        Layout layout = element.layout(pointer);
        long count = Integer.toUnsignedLong(length);
        long size = layout.size == 0 || count <= SATURATED / layout.size ? layout.size * count : SATURATED;
        int flatCount = (int) Math.min(Integer.MAX_VALUE, layout.flatCount * count);
        List<NumberType> flat = new ArrayList<>();
        for (int i = 0; flatCount <= MAX_FLAT && i < length; i++) {
            flat.addAll(layout.flat);
        }
        return of(size, layout.alignment, List.of(), flatCount, flat);
    }

    /** A discriminant and the union of the payloads, whose entries may be null. */
    static Layout variant(int caseCount, List<WitType> payloads, PointerSize pointer) {
        int discriminant = discriminantSize(caseCount);
        int payloadAlignment = 1;
        long payloadSize = 0;
        int flatCount = 0;
        List<NumberType> flat = new ArrayList<>();
        flat.add(NumberType.I32);
        for (WitType payload : payloads) {
            if (payload == null) {
                continue;
            }
            Layout layout = payload.layout(pointer);
            payloadAlignment = Math.max(payloadAlignment, layout.alignment);
            payloadSize = Math.max(payloadSize, layout.size);
            flatCount = Math.max(flatCount, layout.flatCount);
            if (layout.isFlat()) {
                join(flat, layout.flat);
            }
        }
        long offset = align(discriminant, payloadAlignment);
        int alignment = Math.max(discriminant, payloadAlignment);
        return of(
                align(Math.min(SATURATED, offset + payloadSize), alignment),
                alignment,
                List.of((int) offset),
                saturatedSum(flatCount, 1),
                flat);
    }

    /** The bytes of a variant's discriminant. */
    public static int discriminantSize(int caseCount) {
        return caseCount <= 1 << 8 ? 1 : caseCount <= 1 << 16 ? 2 : 4;
    }

    private static Layout of(long size, int alignment, List<Integer> offsets, int flatCount, List<NumberType> flat) {
        return new Layout(
                size,
                alignment,
                List.copyOf(offsets),
                flatCount,
                flatCount <= MAX_FLAT ? List.copyOf(flat) : List.of());
    }

    /** Widens the slots after the discriminant so that each can hold this payload too. */
    private static void join(List<NumberType> flat, List<NumberType> payload) {
        for (int i = 0; i < payload.size(); i++) {
            if (i + 1 < flat.size()) {
                flat.set(i + 1, join(flat.get(i + 1), payload.get(i)));
            } else {
                flat.add(payload.get(i));
            }
        }
    }

    private static NumberType join(NumberType a, NumberType b) {
        if (a == b) {
            return a;
        }
        boolean narrow = (a == NumberType.I32 || a == NumberType.F32) && (b == NumberType.I32 || b == NumberType.F32);
        return narrow ? NumberType.I32 : NumberType.I64;
    }

    private static long align(long offset, int alignment) {
        return (offset + alignment - 1) & -alignment;
    }

    private static int saturatedSum(int a, int b) {
        return (int) Math.min(Integer.MAX_VALUE, (long) a + b);
    }
}
