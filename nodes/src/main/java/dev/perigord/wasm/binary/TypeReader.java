package dev.perigord.wasm.binary;

import dev.perigord.wasm.module.AbstractHeapType;
import dev.perigord.wasm.module.AddressType;
import dev.perigord.wasm.module.ArrayType;
import dev.perigord.wasm.module.CompositeType;
import dev.perigord.wasm.module.ContinuationType;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.module.ExactType;
import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.FieldType;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.HeapType;
import dev.perigord.wasm.module.InvalidException;
import dev.perigord.wasm.module.Limits;
import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.module.PackedType;
import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.module.StorageType;
import dev.perigord.wasm.module.StructType;
import dev.perigord.wasm.module.TypeDefinition;
import dev.perigord.wasm.module.TypeIndex;
import dev.perigord.wasm.module.ValueType;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads types (spec 5.3). Inside of a type definition other types of the module are read as their indices; everywhere
 * else they are looked up among the {@code types} defined so far.
 */
public final class TypeReader {
    private static final int FUNCTION = 0x60;
    private static final int STRUCT = 0x5F;
    private static final int ARRAY = 0x5E;
    private static final int CONTINUATION = 0x5D;
    private static final int SUB = 0x50;
    private static final int SUB_FINAL = 0x4F;
    private static final int RECURSION_GROUP = 0x4E;
    private static final int DESCRIPTOR = 0x4D;
    private static final int DESCRIBES = 0x4C;
    private static final int REFERENCE_NULL = 0x63;
    private static final int REFERENCE = 0x64;
    private static final int EXACT = 0x62;

    private static final int HAS_MAXIMUM = 1;
    private static final int SHARED = 1 << 1;
    private static final int WIDE_ADDRESSES = 1 << 2;
    private static final int HAS_PAGE_SIZE = 1 << 3;

    private static final AbstractHeapType[] ABSTRACT = new AbstractHeapType[0x80];
    private static final NumberType[] NUMBERS = new NumberType[0x80];

    static {
        for (AbstractHeapType type : AbstractHeapType.values()) {
            ABSTRACT[type.code()] = type;
        }
        for (NumberType type : NumberType.values()) {
            NUMBERS[type.code()] = type;
        }
    }

    private TypeReader() {}

    // --- value types -------------------------------------------------------------------------------------------

    /** A value type; {@code types} is {@code null} inside of a type definition. */
    public static ValueType valueType(BinaryReader reader, List<DefinedType> types) {
        int code = reader.peek();
        if (code < 0x80 && NUMBERS[code] != null) {
            reader.u8();
            return NUMBERS[code];
        }
        return referenceType(reader, types, "malformed value type");
    }

    /** A reference type. */
    public static ReferenceType referenceType(BinaryReader reader, List<DefinedType> types) {
        return referenceType(reader, types, "malformed reference type");
    }

    private static ReferenceType referenceType(BinaryReader reader, List<DefinedType> types, String message) {
        int start = reader.position();
        int code = reader.u8();
        if (code == REFERENCE_NULL || code == REFERENCE) {
            return new ReferenceType(code == REFERENCE_NULL, heapType(reader, types));
        }
        if (code < 0x80 && ABSTRACT[code] != null) {
            return new ReferenceType(true, ABSTRACT[code]);
        }
        throw reader.malformedAt(message, start);
    }

    /** A heap type. */
    public static HeapType heapType(BinaryReader reader, List<DefinedType> types) {
        int start = reader.position();
        int code = reader.peek();
        if (code == EXACT) {
            reader.u8();
            return new ExactType(defined(reader.u32(), types));
        }
        if (code < 0x80 && ABSTRACT[code] != null) {
            reader.u8();
            return ABSTRACT[code];
        }
        long index = reader.s33();
        if (index < 0) {
            throw reader.malformedAt("malformed heap type", start);
        }
        return defined((int) index, types);
    }

    private static HeapType defined(int index, List<DefinedType> types) {
        if (types == null) {
            return new TypeIndex(index);
        }
        if (Integer.compareUnsigned(index, types.size()) >= 0) {
            throw new InvalidException("unknown type " + Integer.toUnsignedString(index));
        }
        return types.get(index);
    }

    /** A vector of value types. */
    public static List<ValueType> valueTypes(BinaryReader reader, List<DefinedType> types) {
        int count = reader.count();
        List<ValueType> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(valueType(reader, types));
        }
        return list;
    }

    // --- definitions -------------------------------------------------------------------------------------------

    /** The type definitions of one recursion group: a group of several, or a type that is alone. */
    public static List<TypeDefinition> recursionGroup(BinaryReader reader) {
        if (reader.peek() != RECURSION_GROUP) {
            return List.of(definition(reader));
        }
        reader.u8();
        int count = reader.count();
        List<TypeDefinition> definitions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            definitions.add(definition(reader));
        }
        return definitions;
    }

    private static TypeDefinition definition(BinaryReader reader) {
        boolean isFinal = true;
        int supertype = -1;
        int code = reader.peek();
        if (code == SUB || code == SUB_FINAL) {
            reader.u8();
            isFinal = code == SUB_FINAL;
            int count = reader.count();
            if (count > 1) {
                throw new InvalidException("sub type has more than one supertype (at offset 0x"
                        + Integer.toHexString(reader.position()) + ")");
            }
            if (count == 1) {
                supertype = index(reader);
            }
        }
        int describes = reader.peek() == DESCRIBES ? prefixedIndex(reader) : -1;
        int descriptor = reader.peek() == DESCRIPTOR ? prefixedIndex(reader) : -1;
        return new TypeDefinition(isFinal, supertype, composite(reader), describes, descriptor);
    }

    private static int prefixedIndex(BinaryReader reader) {
        reader.u8();
        return index(reader);
    }

    private static int index(BinaryReader reader) {
        int index = reader.u32();
        if (index < 0) {
            throw new InvalidException("unknown type " + Integer.toUnsignedString(index));
        }
        return index;
    }

    private static CompositeType composite(BinaryReader reader) {
        int start = reader.position();
        return switch (reader.u8()) {
            case FUNCTION -> {
                List<ValueType> parameters = valueTypes(reader, null);
                yield new FunctionType(parameters, valueTypes(reader, null));
            }
            case STRUCT -> {
                int count = reader.count();
                List<FieldType> fields = new ArrayList<>(count);
                for (int i = 0; i < count; i++) {
                    fields.add(fieldType(reader));
                }
                yield new StructType(fields);
            }
            case ARRAY -> new ArrayType(fieldType(reader));
            case CONTINUATION -> {
                HeapType function = heapType(reader, null);
                if (!(function instanceof TypeIndex)) {
                    throw reader.malformedAt("malformed continuation type", start);
                }
                yield new ContinuationType(function);
            }
            default -> throw reader.malformedAt("malformed type: integer representation too long", start);
        };
    }

    private static FieldType fieldType(BinaryReader reader) {
        StorageType storage = storageType(reader);
        return new FieldType(storage, mutability(reader));
    }

    private static StorageType storageType(BinaryReader reader) {
        int code = reader.peek();
        for (PackedType type : PackedType.values()) {
            if (type.code() == code) {
                reader.u8();
                return type;
            }
        }
        return valueType(reader, null);
    }

    private static boolean mutability(BinaryReader reader) {
        int start = reader.position();
        int mutability = reader.u8();
        if (mutability > 1) {
            throw reader.malformedAt("malformed mutability", start);
        }
        return mutability == 1;
    }

    // --- extern types ------------------------------------------------------------------------------------------

    private static Limits limits(BinaryReader reader, int flags) {
        // Numbers beyond 32 bits are too large for 32-bit addresses: validation says so, as for all other bounds.
        long minimum = reader.u64();
        return (flags & HAS_MAXIMUM) == 0 ? Limits.atLeast(minimum) : Limits.between(minimum, reader.u64());
    }

    private static int limitFlags(BinaryReader reader, int allowed) {
        int start = reader.position();
        int flags = reader.u8();
        if ((flags & ~allowed) != 0) {
            throw reader.malformedAt(
                    flags >= 0x80 ? "malformed limits flags: integer too large" : "malformed limits flags", start);
        }
        return flags;
    }

    private static AddressType addressType(int flags) {
        return (flags & WIDE_ADDRESSES) == 0 ? AddressType.I32 : AddressType.I64;
    }

    /** A table type. */
    public static ExternType.Table tableType(BinaryReader reader, List<DefinedType> types) {
        ReferenceType elementType = referenceType(reader, types);
        int flags = limitFlags(reader, HAS_MAXIMUM | WIDE_ADDRESSES);
        return new ExternType.Table(elementType, limits(reader, flags), addressType(flags));
    }

    /** A memory type. */
    public static ExternType.Memory memoryType(BinaryReader reader) {
        int flags = limitFlags(reader, HAS_MAXIMUM | SHARED | WIDE_ADDRESSES | HAS_PAGE_SIZE);
        Limits limits = limits(reader, flags);
        int pageSize = ExternType.Memory.DEFAULT_PAGE_SIZE_LOGARITHM;
        if ((flags & HAS_PAGE_SIZE) != 0) {
            int start = reader.position();
            pageSize = reader.u32();
            if (pageSize < 0 || pageSize >= Long.SIZE) {
                throw reader.malformedAt("malformed custom page size", start);
            }
        }
        return new ExternType.Memory(limits, addressType(flags), (flags & SHARED) != 0, pageSize);
    }

    /** A global type. */
    public static ExternType.Global globalType(BinaryReader reader, List<DefinedType> types) {
        ValueType type = valueType(reader, types);
        return new ExternType.Global(type, mutability(reader));
    }
}
