package dev.perigord.wasm.component.binary;

import dev.perigord.wasm.component.syntax.Sort;
import dev.perigord.wasm.module.MalformedException;
import dev.perigord.wasm.text.ByteWriter;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The names that a component gives to itself and its definitions (Binary.md "Name Section").
 *
 * @param component null if it has none
 * @param definitions by sort and index
 */
public record ComponentNames(String component, Map<Sort, SortedMap<Integer, String>> definitions) {
    /** The name of the custom section. */
    public static final String SECTION = "component-name";

    private static final int COMPONENT = 0;
    private static final int DEFINITIONS = 1;

    /** No names. */
    public static ComponentNames none() {
        return new ComponentNames(null, Map.of());
    }

    /** The names in the contents of a name section; a broken one is nobody's error and ends where it breaks. */
    public static ComponentNames read(byte[] bytes, int offset, int length) {
        String component = null;
        Map<Sort, SortedMap<Integer, String>> definitions = new EnumMap<>(Sort.class);
        try {
            ByteReader reader = new ByteReader(bytes, offset, length);
            while (!reader.atEnd()) {
                int kind = reader.u8();
                ByteReader subsection = reader.sized();
                if (kind == COMPONENT) {
                    component = subsection.name();
                } else if (kind == DEFINITIONS) {
                    Sort sort = new DefinitionReader(subsection, 0).sort();
                    SortedMap<Integer, String> names = definitions.computeIfAbsent(sort, _ -> new TreeMap<>());
                    subsection.vector(() -> names.put(subsection.u32(), subsection.name()));
                }
            }
        } catch (MalformedException _) {
            return new ComponentNames(component, definitions);
        }
        return new ComponentNames(component, definitions);
    }

    /** The contents of the name section; empty if there are no names. */
    public byte[] contents() {
        ByteWriter contents = new ByteWriter();
        if (component != null) {
            ByteWriter subsection = new ByteWriter();
            DefinitionWriter.string(component, subsection);
            contents.u8(COMPONENT);
            contents.sized(subsection);
        }
        definitions.forEach((sort, names) -> {
            if (!names.isEmpty()) {
                ByteWriter subsection = new ByteWriter();
                DefinitionWriter.sort(sort, subsection);
                subsection.u32(names.size());
                names.forEach((index, name) -> {
                    subsection.u32(index);
                    DefinitionWriter.string(name, subsection);
                });
                contents.u8(DEFINITIONS);
                contents.sized(subsection);
            }
        });
        return contents.toByteArray();
    }
}
