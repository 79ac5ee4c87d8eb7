package dev.perigord.wasm.component.binary;

import dev.perigord.wasm.component.syntax.CoreTypeSyntax;
import dev.perigord.wasm.component.syntax.Sort;
import dev.perigord.wasm.module.AbstractHeapType;
import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.Limits;
import dev.perigord.wasm.module.NumberType;
import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.module.ValueType;
import java.util.List;

/** Reads the core types that a component itself mentions (Binary.md {@code core:type}). */
final class CoreTypeReader {
    private static final int FUNCTION = 0x60;
    private static final int MODULE = 0x50;

    private final ByteReader reader;

    CoreTypeReader(ByteReader reader) {
        this.reader = reader;
    }

    CoreTypeSyntax definition() {
        return reader.peek() == MODULE ? moduleType() : functionType();
    }

    private CoreTypeSyntax moduleType() {
        reader.u8();
        return new CoreTypeSyntax.Module(reader.vector(this::declaration));
    }

    private CoreTypeSyntax.Function functionType() {
        reader.expect(FUNCTION, "core type");
        List<ValueType> parameters = reader.vector(this::valueType);
        return new CoreTypeSyntax.Function(new FunctionType(parameters, reader.vector(this::valueType)));
    }

    private CoreTypeSyntax.Declaration declaration() {
        int start = reader.position();
        return switch (reader.u8()) {
            case 0 -> new CoreTypeSyntax.Declaration.Import(reader.name(), reader.name(), item());
            case 1 -> new CoreTypeSyntax.Declaration.Type(functionType());
            case 2 -> {
                reader.expect(Sort.CORE_TYPE.code(), "core alias");
                reader.expect(1, "core alias");
                yield new CoreTypeSyntax.Declaration.OuterType(reader.u32(), reader.u32());
            }
            case 3 -> new CoreTypeSyntax.Declaration.Export(reader.name(), item());
            default -> throw ByteReader.malformedAt(start, "invalid leading byte for module type declaration");
        };
    }

    private CoreTypeSyntax.Item item() {
        int start = reader.position();
        return switch (reader.u8()) {
            case 0 -> new CoreTypeSyntax.Item.Function(reader.u32());
            case 1 -> {
                ReferenceType element = referenceType();
                yield new CoreTypeSyntax.Item.Direct(new ExternType.Table(element, limits()));
            }
            case 2 -> new CoreTypeSyntax.Item.Direct(new ExternType.Memory(limits()));
            case 3 -> {
                ValueType type = valueType();
                yield new CoreTypeSyntax.Item.Direct(new ExternType.Global(type, reader.flag("mutability")));
            }
            case 4 -> {
                reader.expect(0, "tag attribute");
                yield new CoreTypeSyntax.Item.Tag(reader.u32());
            }
            default -> throw ByteReader.malformedAt(start, "malformed import kind");
        };
    }

    ValueType valueType() {
        int code = reader.peek();
        for (NumberType type : NumberType.values()) {
            if (type.code() == code) {
                reader.u8();
                return type;
            }
        }
        return referenceType();
    }

    private ReferenceType referenceType() {
        int start = reader.position();
        int code = reader.u8();
        for (AbstractHeapType type : AbstractHeapType.values()) {
            if (type.code() == code) {
                return new ReferenceType(true, type);
            }
        }
        throw ByteReader.malformedAt(start, "malformed reference type");
    }

    private Limits limits() {
        int start = reader.position();
        return switch (reader.u8()) {
            case 0 -> Limits.atLeast(Integer.toUnsignedLong(reader.u32()));
            case 1 -> Limits.between(Integer.toUnsignedLong(reader.u32()), Integer.toUnsignedLong(reader.u32()));
            default -> throw ByteReader.malformedAt(start, "malformed limits flags");
        };
    }
}
