package dev.perigord.wasm.text;

import dev.perigord.wasm.module.AbstractHeapType;
import dev.perigord.wasm.module.AddressType;
import dev.perigord.wasm.module.ArrayType;
import dev.perigord.wasm.module.CompositeType;
import dev.perigord.wasm.module.ContinuationType;
import dev.perigord.wasm.module.ExactType;
import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.FieldType;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.HeapType;
import dev.perigord.wasm.module.Limits;
import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.module.PackedType;
import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.module.StructType;
import dev.perigord.wasm.module.TypeDefinition;
import dev.perigord.wasm.module.TypeIndex;
import dev.perigord.wasm.module.ValueType;
import java.util.List;

/** Writes types in the binary format (spec 5.3). */
public final class TypeWriter {
    private static final int GROUP = 0x4E;
    private static final int SUB = 0x50;
    private static final int SUB_FINAL = 0x4F;
    private static final int DESCRIPTOR = 0x4D;
    private static final int DESCRIBES = 0x4C;
    private static final int FUNCTION = 0x60;
    private static final int STRUCT = 0x5F;
    private static final int ARRAY = 0x5E;
    private static final int CONTINUATION = 0x5D;
    private static final int HAS_MAXIMUM = 1;
    private static final int SHARED = 2;
    private static final int HAS_64_BIT_ADDRESSES = 4;
    private static final int HAS_PAGE_SIZE = 8;

    private static final int EXACT = 0x62;
    private static final int NULLABLE_REFERENCE = 0x63;
    private static final int REFERENCE = 0x64;

    private TypeWriter() {}

    /** A recursion group; one that has a single type is written as that type. */
    public static void group(List<TypeDefinition> group, ByteWriter out) {
        if (group.size() != 1) {
            out.u8(GROUP);
            out.u32(group.size());
        }
        group.forEach(definition -> definition(definition, out));
    }

    private static void definition(TypeDefinition definition, ByteWriter out) {
        boolean hasSupertype = definition.supertype() != TypeSpace.NONE;
        if (!definition.isFinal() || hasSupertype) {
            out.u8(definition.isFinal() ? SUB_FINAL : SUB);
            out.u32(hasSupertype ? 1 : 0);
            if (hasSupertype) {
                out.u32(definition.supertype());
            }
        }
        relation(DESCRIBES, definition.describes(), out);
        relation(DESCRIPTOR, definition.descriptor(), out);
        composite(definition.composite(), out);
    }

    private static void relation(int code, int type, ByteWriter out) {
        if (type != TypeSpace.NONE) {
            out.u8(code);
            out.u32(type);
        }
    }

    private static void composite(CompositeType type, ByteWriter out) {
        switch (type) {
            case FunctionType function -> {
                out.u8(FUNCTION);
                values(function.parameters(), out);
                values(function.results(), out);
            }
            case StructType struct -> {
                out.u8(STRUCT);
                out.u32(struct.fields().size());
                struct.fields().forEach(field -> field(field, out));
            }
            case ArrayType array -> {
                out.u8(ARRAY);
                field(array.element(), out);
            }
            case ContinuationType continuation -> {
                out.u8(CONTINUATION);
                heap(continuation.function(), out);
            }
        }
    }

    private static void field(FieldType field, ByteWriter out) {
        switch (field.storage()) {
            case PackedType packed -> out.u8(packed.code());
            case ValueType type -> value(type, out);
        }
        out.u8(field.mutable() ? 1 : 0);
    }

    /** A vector of value types. */
    public static void values(List<ValueType> types, ByteWriter out) {
        out.u32(types.size());
        types.forEach(type -> value(type, out));
    }

    /** A value type; a nullable reference to an abstract heap type is its byte alone. */
    public static void value(ValueType type, ByteWriter out) {
        switch (type) {
            case NumberType number -> out.u8(number.code());
            case ReferenceType(boolean nullable, HeapType heapType) -> {
                if (!nullable) {
                    out.u8(REFERENCE);
                } else if (!(heapType instanceof AbstractHeapType)) {
                    out.u8(NULLABLE_REFERENCE);
                }
                heap(heapType, out);
            }
        }
    }

    /** A table type. */
    public static void table(ExternType.Table type, ByteWriter out) {
        value(type.elementType(), out);
        out.u8(flags(type.limits(), type.addressType()));
        limits(type.limits(), out);
    }

    /** A memory type. */
    public static void memory(ExternType.Memory type, ByteWriter out) {
        boolean special = type.pageSizeLogarithm() != ExternType.Memory.DEFAULT_PAGE_SIZE_LOGARITHM;
        out.u8(flags(type.limits(), type.addressType()) | (type.shared() ? SHARED : 0) | (special ? HAS_PAGE_SIZE : 0));
        limits(type.limits(), out);
        if (special) {
            out.u32(type.pageSizeLogarithm());
        }
    }

    /** A global type. */
    public static void global(ExternType.Global type, ByteWriter out) {
        value(type.type(), out);
        out.u8(type.mutable() ? 1 : 0);
    }

    private static int flags(Limits limits, AddressType addresses) {
        return (limits.hasMaximum() ? HAS_MAXIMUM : 0) | (addresses == AddressType.I64 ? HAS_64_BIT_ADDRESSES : 0);
    }

    private static void limits(Limits limits, ByteWriter out) {
        out.u64(limits.minimum());
        if (limits.hasMaximum()) {
            out.u64(limits.maximum());
        }
    }

    /** A heap type, as the text has them. */
    public static void heap(HeapType type, ByteWriter out) {
        switch (type) {
            case AbstractHeapType heap -> out.u8(heap.code());
            case TypeIndex defined -> index(defined.index(), out);
            case ExactType exact -> {
                out.u8(EXACT);
                out.u32(((TypeIndex) exact.type()).index());
            }
            default -> throw new IllegalArgumentException(type.text());
        }
    }

    /** A type index where other types are negative numbers: 33 bits with sign. */
    public static void index(int type, ByteWriter out) {
        out.signed(Integer.toUnsignedLong(type));
    }
}
