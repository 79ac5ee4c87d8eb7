package dev.perigord.wasm.component.binary;

import dev.perigord.wasm.component.syntax.Definition;
import dev.perigord.wasm.component.syntax.Sort;
import dev.perigord.wasm.text.ByteWriter;
import java.util.Map;
import java.util.SortedMap;

/** Writes a component in the binary format, definition by definition (Binary.md "Component definitions"). */
public final class ComponentWriter {
    private static final byte[] PREAMBLE = {0, 'a', 's', 'm', 0x0D, 0, 1, 0};

    private final ByteWriter out = new ByteWriter();

    /** The section in the making, which takes definitions as long as they are of its kind. */
    private ByteWriter entries = new ByteWriter();

    private ComponentSection section;
    private int count;

    /** A component without definitions. */
    public ComponentWriter() {
        out.bytes(PREAMBLE);
    }

    /** Appends a definition other than that of a module or component, which contain binaries of their own. */
    public void definition(Definition definition) {
        ComponentSection wanted = ComponentSection.of(definition);
        if (wanted != section) {
            endSection();
            section = wanted;
        }
        count++;
        DefinitionWriter.definition(definition, entries);
        if (wanted == ComponentSection.START) {
            endSection();
        }
    }

    /** Appends a core module; the result is the offset at which its binary stands in that of the component. */
    public int coreModule(byte[] module) {
        return whole(ComponentSection.CORE_MODULE, module);
    }

    /** Appends a component; the result is the offset at which its binary stands in that of this component. */
    public int component(byte[] component) {
        return whole(ComponentSection.COMPONENT, component);
    }

    /** Appends a custom section. */
    public void custom(String name, byte[] contents) {
        endSection();
        ByteWriter custom = new ByteWriter();
        DefinitionWriter.string(name, custom);
        custom.bytes(contents);
        out.u8(ComponentSection.CUSTOM.code());
        out.sized(custom);
    }

    private int whole(ComponentSection kind, byte[] contents) {
        endSection();
        out.u8(kind.code());
        out.sized(contents);
        return out.size() - contents.length;
    }

    private void endSection() {
        if (section != null) {
            ByteWriter contents = new ByteWriter();
            if (section != ComponentSection.START) {
                contents.u32(count);
            }
            contents.part(entries, 0, entries.size());
            out.u8(section.code());
            out.sized(contents);
        }
        section = null;
        count = 0;
        entries = new ByteWriter();
    }

    /**
     * Ends the component.
     *
     * @param name its name or null
     * @param names the names of definitions by their indices
     */
    public byte[] finish(String name, Map<Sort, SortedMap<Integer, String>> names) {
        endSection();
        byte[] contents = new ComponentNames(name, names).contents();
        if (contents.length > 0) {
            custom(ComponentNames.SECTION, contents);
        }
        return out.toByteArray();
    }
}
