package dev.perigord.wasm.component.binary;

import dev.perigord.wasm.binary.BinaryReader;
import dev.perigord.wasm.binary.TypeReader;
import dev.perigord.wasm.component.syntax.CoreTypeSyntax;
import dev.perigord.wasm.component.syntax.Sort;
import dev.perigord.wasm.module.InvalidException;
import dev.perigord.wasm.module.ValueType;
import java.util.function.Function;

/** Reads the core types that a component itself mentions (Binary.md {@code core:type}). */
final class CoreTypeReader {
    static final int MODULE = 0x50;

    /** Stands before a type that can have subtypes, whose own first byte is that of module types. */
    static final int SUBTYPE = 0x00;

    private final ByteReader reader;

    CoreTypeReader(ByteReader reader) {
        this.reader = reader;
    }

    CoreTypeSyntax definition() {
        return reader.peek() == MODULE ? moduleType() : group();
    }

    private CoreTypeSyntax moduleType() {
        reader.u8();
        return new CoreTypeSyntax.Module(reader.vector(this::declaration));
    }

    private CoreTypeSyntax.Group group() {
        int start = reader.position();
        if (reader.peek() == SUBTYPE) {
            reader.u8();
            if (reader.peek() != MODULE) {
                throw ByteReader.malformedAt(start, "invalid leading byte 0x0 for core type");
            }
        }
        return new CoreTypeSyntax.Group(core(TypeReader::recursionGroup));
    }

    private CoreTypeSyntax.Declaration declaration() {
        int start = reader.position();
        return switch (reader.u8()) {
            case 0 -> new CoreTypeSyntax.Declaration.Import(reader.name(), reader.name(), item());
            case 1 -> {
                if (reader.peek() == MODULE) {
                    throw new InvalidException("module types cannot be declared within module types (at offset 0x"
                            + Integer.toHexString(reader.position()) + ")");
                }
                yield new CoreTypeSyntax.Declaration.Type(group());
            }
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
            case 1 -> new CoreTypeSyntax.Item.Direct(core(in -> TypeReader.tableType(in, null)));
            case 2 -> new CoreTypeSyntax.Item.Direct(core(TypeReader::memoryType));
            case 3 -> new CoreTypeSyntax.Item.Direct(core(in -> TypeReader.globalType(in, null)));
            case 4 -> {
                reader.expect(0, "tag attribute");
                yield new CoreTypeSyntax.Item.Tag(reader.u32());
            }
            default -> throw ByteReader.malformedAt(start, "malformed import kind");
        };
    }

    ValueType valueType() {
        return core(in -> TypeReader.valueType(in, null));
    }

    /** Reads something as in the binary format of core modules. */
    private <T> T core(Function<BinaryReader, T> read) {
        BinaryReader in = new BinaryReader(reader.bytes(), reader.position(), reader.position() + reader.remaining());
        T result = read.apply(in);
        reader.moveTo(in.position());
        return result;
    }
}
