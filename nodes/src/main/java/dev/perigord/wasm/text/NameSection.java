package dev.perigord.wasm.text;

import dev.perigord.wasm.module.ModuleNames;
import dev.perigord.wasm.module.NameKind;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;

/** Writes the custom section that keeps the identifiers of the text and the names of its annotations (spec 7.4.1). */
public final class NameSection {
    /** The name of the custom section. */
    public static final String SECTION = "name";

    private static final int MODULE = 0;

    private NameSection() {}

    /** Writes the subsections that have names in them, which may be none. */
    public static void write(ModuleNames names, ByteWriter out) {
        if (names.module() != null) {
            ByteWriter name = new ByteWriter();
            name(names.module(), name);
            subsection(MODULE, name, out);
        }
        for (NameKind kind : NameKind.values()) {
            ByteWriter contents = new ByteWriter();
            if (kind.isIndirect()) {
                indirectMap(names.indirect(kind), contents);
            } else if (!names.of(kind).isEmpty()) {
                map(names.of(kind), contents);
            }
            if (contents.size() > 0) {
                subsection(kind.id(), contents, out);
            }
        }
    }

    private static void subsection(int id, ByteWriter contents, ByteWriter out) {
        out.u8(id);
        out.sized(contents);
    }

    /** Writes what has names inside of it, which may be nothing. */
    private static void indirectMap(SortedMap<Integer, SortedMap<Integer, String>> names, ByteWriter out) {
        ByteWriter entries = new ByteWriter();
        int count = 0;
        for (var outer : names.entrySet()) {
            if (!outer.getValue().isEmpty()) {
                entries.u32(outer.getKey());
                map(outer.getValue(), entries);
                count++;
            }
        }
        if (count > 0) {
            out.u32(count);
            out.part(entries, 0, entries.size());
        }
    }

    private static void map(SortedMap<Integer, String> names, ByteWriter out) {
        out.u32(names.size());
        names.forEach((index, name) -> {
            out.u32(index);
            name(name, out);
        });
    }

    private static void name(String name, ByteWriter out) {
        out.sized(name.getBytes(StandardCharsets.UTF_8));
    }
}
