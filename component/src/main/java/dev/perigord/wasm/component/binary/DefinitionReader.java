package dev.perigord.wasm.component.binary;

import dev.perigord.wasm.component.syntax.BuiltinKind;
import dev.perigord.wasm.component.syntax.Canon;
import dev.perigord.wasm.component.syntax.CanonOption;
import dev.perigord.wasm.component.syntax.Definition;
import dev.perigord.wasm.component.syntax.EncodedValue;
import dev.perigord.wasm.component.syntax.ItemSyntax;
import dev.perigord.wasm.component.syntax.NameSyntax;
import dev.perigord.wasm.component.syntax.Sort;
import dev.perigord.wasm.component.syntax.SortIndex;
import dev.perigord.wasm.component.syntax.TypeReference;
import dev.perigord.wasm.module.ValueType;
import java.util.Arrays;
import java.util.List;

/** Reads definitions other than modules, components and types (Binary.md). */
final class DefinitionReader {
    private static final CanonOption.Kind[] OPTIONS = CanonOption.Kind.values();
    private static final NameSyntax.Kind[] ATTRIBUTES = NameSyntax.Kind.values();

    private final ByteReader reader;
    private final TypeSyntaxReader types;
    private final CoreTypeReader coreTypes;

    DefinitionReader(ByteReader reader, int nesting) {
        this.reader = reader;
        this.types = new TypeSyntaxReader(reader, this, nesting);
        this.coreTypes = new CoreTypeReader(reader);
    }

    Definition coreInstance() {
        int start = reader.position();
        return switch (reader.u8()) {
            case 0 -> new Definition.CoreInstantiate(reader.u32(), reader.vector(this::coreArgument));
            case 1 ->
                new Definition.CoreInlineInstance(reader.vector(() -> {
                    NameSyntax name = new NameSyntax(reader.name(), List.of());
                    return new Definition.InlineExport(name, new SortIndex(coreSort(), reader.u32()));
                }));
            default -> throw ByteReader.malformedAt(start, "invalid leading byte for core instance");
        };
    }

    private Definition.CoreArgument coreArgument() {
        String name = reader.name();
        reader.expect(Sort.CORE_INSTANCE.code(), "core instantiation argument");
        return new Definition.CoreArgument(name, reader.u32());
    }

    Definition instance() {
        int start = reader.position();
        return switch (reader.u8()) {
            case 0 ->
                new Definition.Instantiate(
                        reader.u32(), reader.vector(() -> new Definition.Argument(reader.name(), sortIndex())));
            case 1 ->
                new Definition.InlineInstance(reader.vector(() -> new Definition.InlineExport(name(), sortIndex())));
            default -> throw ByteReader.malformedAt(start, "invalid leading byte for instance");
        };
    }

    Definition coreType() {
        return new Definition.CoreType(coreTypes.definition());
    }

    Definition type() {
        return new Definition.Type(types.definition());
    }

    Definition alias() {
        Sort sort = sort();
        int start = reader.position();
        return switch (reader.u8()) {
            case 0 -> new Definition.ExportAlias(sort, reader.u32(), reader.name());
            case 1 -> new Definition.CoreExportAlias(sort, reader.u32(), reader.name());
            case 2 -> {
                switch (sort) {
                    case CORE_MODULE, CORE_TYPE, TYPE, COMPONENT -> {}
                    default -> throw ByteReader.malformedAt(start, "outer alias of a " + sort.text());
                }
                yield new Definition.OuterAlias(sort, reader.u32(), reader.u32());
            }
            default -> throw ByteReader.malformedAt(start, "invalid leading byte for alias");
        };
    }

    Definition start() {
        return new Definition.Start(reader.u32(), reader.vector(reader::u32), reader.u32());
    }

    Definition value() {
        TypeReference type = types.reference();
        ByteReader contents = reader.sized();
        int start = contents.position();
        byte[] value = Arrays.copyOfRange(contents.bytes(), start, start + contents.remaining());
        return new Definition.Value(type, new EncodedValue(value));
    }

    Definition importDefinition() {
        return new Definition.Import(name(), item());
    }

    Definition export() {
        return new Definition.Export(name(), sortIndex(), reader.optional(this::item, "export type"));
    }

    Definition exportDeclaration() {
        return new Definition.ExportDeclaration(name(), item());
    }

    Definition canon() {
        int start = reader.position();
        int code = reader.u8();
        Canon canon =
                switch (code) {
                    case 0 -> {
                        reader.expect(0, "canonical lift");
                        yield new Canon.Lift(reader.u32(), options(), reader.u32());
                    }
                    case 1 -> {
                        reader.expect(0, "canonical lower");
                        yield new Canon.Lower(reader.u32(), options());
                    }
                    default -> {
                        BuiltinKind kind = BuiltinKind.ofCode(code);
                        if (kind == null) {
                            throw ByteReader.malformedAt(
                                    start, String.format("invalid leading byte 0x%x for canonical function", code));
                        }
                        yield builtin(kind);
                    }
                };
        return new Definition.Canonical(canon);
    }

    private Canon builtin(BuiltinKind kind) {
        int type = 0;
        TypeReference result = null;
        ValueType slotType = null;
        List<CanonOption> options = List.of();
        boolean flag = false;
        int index = 0;
        switch (kind.immediates()) {
            case NONE -> {}
            case TYPE -> type = reader.u32();
            case TYPE_OPTIONS -> {
                type = reader.u32();
                options = options();
            }
            case TYPE_FLAG -> {
                type = reader.u32();
                flag = reader.flag(kind.flag());
            }
            case FLAG, CANCEL -> flag = reader.flag(kind.flag());
            case CANCEL_MEMORY -> {
                flag = reader.flag(kind.flag());
                index = reader.u32();
            }
            case RESULT_OPTIONS -> {
                result = types.resultList();
                options = options();
            }
            case OPTIONS -> options = options();
            case SLOT -> {
                slotType = coreTypes.valueType();
                index = reader.u32();
            }
            case TYPE_TABLE -> {
                type = reader.u32();
                index = reader.u32();
            }
            case FLAG_TYPE -> {
                flag = reader.flag(kind.flag());
                type = reader.u32();
            }
            case FLAG_TYPE_TABLE -> {
                flag = reader.flag(kind.flag());
                type = reader.u32();
                index = reader.u32();
            }
        }
        return new Canon.Builtin(kind, type, result, slotType, options, flag, index);
    }

    private List<CanonOption> options() {
        return reader.vector(() -> {
            int start = reader.position();
            int code = reader.u8();
            if (code >= OPTIONS.length) {
                throw ByteReader.malformedAt(
                        start, String.format("invalid leading byte 0x%x for canonical option", code));
            }
            CanonOption.Kind kind = OPTIONS[code];
            return new CanonOption(kind, kind.hasIndex() ? reader.u32() : 0);
        });
    }

    /** The type of an import or export. */
    ItemSyntax item() {
        int start = reader.position();
        int code = reader.u8();
        return switch (code) {
            case 0x00 -> {
                reader.expect(Sort.CORE_MODULE.code(), "core extern type");
                yield index(Sort.CORE_MODULE);
            }
            case 0x01 -> index(Sort.FUNC);
            case 0x02 -> reader.flag("value bound") ? ItemSyntax.ofValue(types.reference()) : index(Sort.VALUE);
            case 0x03 -> {
                boolean fresh = reader.flag("type bound");
                yield fresh ? new ItemSyntax(Sort.TYPE, ItemSyntax.FRESH_RESOURCE) : index(Sort.TYPE);
            }
            case 0x04 -> index(Sort.COMPONENT);
            case 0x05 -> index(Sort.INSTANCE);
            default ->
                throw ByteReader.malformedAt(start, String.format("invalid leading byte 0x%x for extern type", code));
        };
    }

    private ItemSyntax index(Sort sort) {
        return new ItemSyntax(sort, Integer.toUnsignedLong(reader.u32()));
    }

    private NameSyntax name() {
        int start = reader.position();
        int form = reader.u8();
        if (form > 2) {
            throw ByteReader.malformedAt(start, String.format("invalid leading byte 0x%x for extern name", form));
        }
        String name = reader.name();
        return new NameSyntax(name, form == 2 ? reader.vector(this::attribute) : List.of());
    }

    private NameSyntax.Attribute attribute() {
        int start = reader.position();
        int code = reader.u8();
        if (code >= ATTRIBUTES.length) {
            throw ByteReader.malformedAt(start, String.format("invalid leading byte 0x%x for name attribute", code));
        }
        return new NameSyntax.Attribute(ATTRIBUTES[code], reader.name());
    }

    private SortIndex sortIndex() {
        return new SortIndex(sort(), reader.u32());
    }

    /** A sort of the index spaces. */
    Sort sort() {
        int start = reader.position();
        int code = reader.u8();
        return code == 0 ? coreSort() : ComponentDecoder.requireSort(Sort.ofCode(code, false), start, code);
    }

    private Sort coreSort() {
        int start = reader.position();
        int code = reader.u8();
        return ComponentDecoder.requireSort(Sort.ofCode(code, true), start, code);
    }
}
