package dev.perigord.wasm.binary;

import dev.perigord.wasm.module.MalformedException;
import dev.perigord.wasm.module.ModuleNames;
import dev.perigord.wasm.module.NameKind;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the name section (spec 7.4.1; proposal extended name section). */
public final class NameSectionReader {
    /** The name of the custom section. */
    public static final String NAME = "name";

    private static final int MODULE = 0;

    private final BinaryReader reader;
    private final ModuleNames names = new ModuleNames();

    private NameSectionReader(BinaryReader reader) {
        this.reader = reader;
    }

    /**
     * The names in the contents of a section. Subsections of other kinds are passed over.
     *
     * @throws MalformedException if subsections or indices are out of order or anything else is not as it must be
     */
    public static ModuleNames read(BinaryReader reader) {
        NameSectionReader section = new NameSectionReader(reader);
        section.subsections();
        return section.names;
    }

    private void subsections() {
        int previous = -1;
        while (reader.hasMore()) {
            int start = reader.position();
            int id = reader.u8();
            if (id <= previous) {
                throw reader.malformedAt("malformed name section: subsection " + id + " out of order", start);
            }
            previous = id;
            int size = reader.count();
            int end = reader.position() + size;
            subsection(id, new BinaryReader(reader.bytes(), reader.position(), end));
            reader.moveTo(end);
        }
    }

    private void subsection(int id, BinaryReader subsection) {
        if (id == MODULE) {
            names.setModule(subsection.name());
            complete(subsection);
            return;
        }
        for (NameKind kind : NameKind.values()) {
            if (kind.id() == id) {
                if (kind.isIndirect()) {
                    indirectMap(subsection, names.indirect(kind));
                } else {
                    map(subsection, names.of(kind));
                }
                complete(subsection);
            }
        }
    }

    private static void complete(BinaryReader subsection) {
        if (subsection.hasMore()) {
            throw subsection.malformed("malformed name section: subsection size mismatch");
        }
    }

    private static void map(BinaryReader reader, SortedMap<Integer, String> map) {
        int count = reader.count();
        for (int i = 0; i < count; i++) {
            int index = index(reader, map);
            map.put(index, reader.name());
        }
    }

    private static void indirectMap(BinaryReader reader, SortedMap<Integer, SortedMap<Integer, String>> map) {
        int count = reader.count();
        for (int i = 0; i < count; i++) {
            int index = index(reader, map);
            SortedMap<Integer, String> inner = new TreeMap<>();
            map(reader, inner);
            map.put(index, inner);
        }
    }

    private static int index(BinaryReader reader, SortedMap<Integer, ?> before) {
        int start = reader.position();
        int index = reader.u32();
        if (index < 0 || (!before.isEmpty() && index <= before.lastKey())) {
            throw reader.malformedAt("malformed name section: index out of order", start);
        }
        return index;
    }
}
