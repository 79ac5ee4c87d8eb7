package dev.perigord.wasm.binary;

import dev.perigord.wasm.module.AbstractHeapType;
import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.HeapType;
import dev.perigord.wasm.module.Limits;
import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.module.ValueType;
import java.util.ArrayList;
import java.util.List;

/** Reads types (spec 5.3). */
public final class TypeReader {
    private static final int FUNCTION = 0x60;

    private TypeReader() {}

    /** A value type. */
    public static ValueType valueType(BinaryReader reader) {
        int code = reader.peek();
        for (NumberType type : NumberType.values()) {
            if (type.code() == code) {
                reader.u8();
                return type;
            }
        }
        return referenceType(reader, "malformed value type");
    }

    /** A reference type. */
    public static ReferenceType referenceType(BinaryReader reader) {
        return referenceType(reader, "malformed reference type");
    }

    private static ReferenceType referenceType(BinaryReader reader, String message) {
        int start = reader.position();
        int code = reader.u8();
        if (code == 0x63) {
            return new ReferenceType(true, heapType(reader));
        }
        for (AbstractHeapType type : AbstractHeapType.values()) {
            if (type.code() == code) {
                return new ReferenceType(true, type);
            }
        }
        throw reader.malformedAt(message, start);
    }

    /** A heap type. */
    public static HeapType heapType(BinaryReader reader) {
        int start = reader.position();
        int code = reader.u8();
        for (AbstractHeapType type : AbstractHeapType.values()) {
            if (type.code() == code) {
                return type;
            }
        }
        throw reader.malformedAt("malformed heap type", start);
    }

    /** A vector of value types. */
    public static List<ValueType> valueTypes(BinaryReader reader) {
        int count = reader.count();
        List<ValueType> types = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            types.add(valueType(reader));
        }
        return types;
    }

    /** A function type, with its leading 0x60. */
    public static FunctionType functionType(BinaryReader reader) {
        int start = reader.position();
        if (reader.u8() != FUNCTION) {
            throw reader.malformedAt("malformed type: integer representation too long", start);
        }
        List<ValueType> parameters = valueTypes(reader);
        return new FunctionType(parameters, valueTypes(reader));
    }

    private static Limits limits(BinaryReader reader) {
        int start = reader.position();
        int flags = reader.u8();
        if (flags > 1) {
            throw reader.malformedAt("malformed limits flags: integer too large", start);
        }
        long minimum = reader.u64();
        long maximum = Limits.NO_MAXIMUM;
        if (flags == 1) {
            // Both numbers are far beyond any valid maximum; one of them means that there is none.
            long declared = reader.u64();
            maximum = declared == Limits.NO_MAXIMUM ? declared - 1 : declared;
        }
        return new Limits(minimum, maximum);
    }

    /** A table type. */
    public static ExternType.Table tableType(BinaryReader reader) {
        ReferenceType elementType = referenceType(reader);
        return new ExternType.Table(elementType, limits(reader));
    }

    /** A memory type. */
    public static ExternType.Memory memoryType(BinaryReader reader) {
        return new ExternType.Memory(limits(reader));
    }

    /** A global type. */
    public static ExternType.Global globalType(BinaryReader reader) {
        ValueType type = valueType(reader);
        int start = reader.position();
        int mutability = reader.u8();
        if (mutability > 1) {
            throw reader.malformedAt("malformed mutability", start);
        }
        return new ExternType.Global(type, mutability == 1);
    }
}
