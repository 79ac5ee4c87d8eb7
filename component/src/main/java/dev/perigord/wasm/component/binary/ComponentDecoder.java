package dev.perigord.wasm.component.binary;

import dev.perigord.wasm.component.syntax.ComponentSyntax;
import dev.perigord.wasm.component.syntax.CoreModuleDecoder;
import dev.perigord.wasm.component.syntax.CustomSection;
import dev.perigord.wasm.component.syntax.Definition;
import dev.perigord.wasm.component.syntax.Located;
import dev.perigord.wasm.component.syntax.Sort;
import dev.perigord.wasm.module.InvalidException;
import dev.perigord.wasm.module.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Decodes components (Binary.md "Component definitions"). */
public final class ComponentDecoder {
    /** How deep components and their types may be nested. */
    static final int MAX_NESTING = 100;

    private static final int LAYER_VERSION = 0x0001_000D;
    private static final int MAGIC = 0x6D73_6100;
    private static final int PREAMBLE = 8;

    private final CoreModuleDecoder modules;

    private ComponentDecoder(CoreModuleDecoder modules) {
        this.modules = modules;
    }

    /** Whether the bytes begin like a component, as opposed to a core module or a text. */
    public static boolean isComponent(byte[] bytes) {
        return bytes.length >= PREAMBLE && int32(bytes, 0) == MAGIC && int32(bytes, 4) >>> 16 == LAYER_VERSION >>> 16;
    }

    /**
     * Decodes a component.
     *
     * @param modules decodes the core modules inside
     * @throws MalformedException if the bytes do not follow the format; the message names the offset
     * @throws InvalidException if a core module inside breaks a rule
     */
    public static ComponentSyntax decode(byte[] bytes, CoreModuleDecoder modules) {
        return new ComponentDecoder(modules).component(new ByteReader(bytes, 0, bytes.length), 0);
    }

    private ComponentSyntax component(ByteReader reader, int nesting) {
        if (nesting > MAX_NESTING) {
            throw reader.malformed("components are nested too deeply");
        }
        preamble(reader);
        List<Located> definitions = new ArrayList<>();
        List<CustomSection> custom = new ArrayList<>();
        String name = "";
        while (!reader.atEnd()) {
            int offset = reader.position();
            int id = reader.u8();
            ByteReader section = reader.sized();
            if (id == 0) {
                String sectionName = section.name();
                custom.add(new CustomSection(sectionName, section.position(), section.remaining()));
                if (sectionName.equals(ComponentNames.SECTION)) {
                    String found = ComponentNames.read(reader.bytes(), section.position(), section.remaining())
                            .component();
                    name = found == null ? name : found;
                }
            } else {
                section(id, offset, section, definitions, nesting);
            }
        }
        return new ComponentSyntax(name, definitions, custom);
    }

    private static void preamble(ByteReader reader) {
        int start = reader.position();
        if (reader.remaining() < 4 || int32(reader.bytes(), start) != MAGIC) {
            throw reader.malformed("magic header not detected");
        }
        if (reader.remaining() < PREAMBLE || int32(reader.bytes(), start + 4) != LAYER_VERSION) {
            throw ByteReader.malformedAt(start + 4, "unknown binary version");
        }
        for (int i = 0; i < PREAMBLE; i++) {
            reader.u8();
        }
    }

    private void section(int id, int offset, ByteReader reader, List<Located> definitions, int nesting) {
        DefinitionReader read = new DefinitionReader(reader, nesting);
        switch (id) {
            case 1 -> definitions.add(new Located(offset, coreModule(reader)));
            case 2 -> definitions(reader, definitions, read::coreInstance);
            case 3 -> definitions(reader, definitions, read::coreType);
            case 4 -> {
                ComponentSyntax nested = component(reader, nesting + 1);
                definitions.add(new Located(offset, new Definition.NestedComponent(nested)));
            }
            case 5 -> definitions(reader, definitions, read::instance);
            case 6 -> definitions(reader, definitions, read::alias);
            case 7 -> definitions(reader, definitions, read::type);
            case 8 -> definitions(reader, definitions, read::canon);
            case 9 -> definitions.add(new Located(reader.position(), read.start()));
            case 10 -> definitions(reader, definitions, read::importDefinition);
            case 11 -> definitions(reader, definitions, read::export);
            case 12 -> definitions(reader, definitions, read::value);
            default -> throw ByteReader.malformedAt(offset, "malformed section id: " + id);
        }
        reader.finish("section " + id);
    }

    private Definition coreModule(ByteReader reader) {
        int start = reader.position();
        int length = reader.remaining();
        Definition module = new Definition.CoreModule(modules.decode(reader.bytes(), start, length));
        reader.moveTo(start + length);
        return module;
    }

    private static void definitions(ByteReader reader, List<Located> definitions, Supplier<Definition> read) {
        definitions.addAll(reader.vector(() -> {
            int offset = reader.position();
            return new Located(offset, read.get());
        }));
    }

    static Sort requireSort(Sort sort, int offset, int code) {
        if (sort == null) {
            throw ByteReader.malformedAt(offset, String.format("invalid leading byte 0x%x for a sort", code));
        }
        return sort;
    }

    private static int int32(byte[] bytes, int at) {
        return (bytes[at] & 0xFF)
                | ((bytes[at + 1] & 0xFF) << 8)
                | ((bytes[at + 2] & 0xFF) << 16)
                | ((bytes[at + 3] & 0xFF) << 24);
    }
}
