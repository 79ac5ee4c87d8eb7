package dev.perigord.wasm.component.wit.binary;

import dev.perigord.wasm.binary.BinaryReader;
import dev.perigord.wasm.module.MalformedException;
import dev.perigord.wasm.text.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The sections of a core module, so that custom sections can be read, added and left out. */
public final class ModuleSections {
    private static final int PREAMBLE = 8;

    private final byte[] module;
    private final List<Part> parts = new ArrayList<>();

    /** A section: where it begins with its code, where its contents are; the name is that of a custom section or empty. */
    private record Part(int start, String name, int contents, int end) {}

    private ModuleSections(byte[] module) {
        this.module = module;
    }

    /**
     * The sections of a module.
     *
     * @throws MalformedException if the bytes are no module
     */
    public static ModuleSections of(byte[] module) {
        ModuleSections sections = new ModuleSections(module);
        byte[] magic = {0, 'a', 's', 'm', 1, 0, 0, 0};
        if (module.length < PREAMBLE || !Arrays.equals(Arrays.copyOf(module, PREAMBLE), magic)) {
            throw new MalformedException("expected a core module");
        }
        BinaryReader reader = new BinaryReader(module, PREAMBLE, module.length);
        while (reader.hasMore()) {
            int start = reader.position();
            int id = reader.u8();
            int size = reader.u32();
            int contents = reader.position();
            reader.skip(size);
            int end = reader.position();
            String name = "";
            if (id == 0) {
                BinaryReader custom = new BinaryReader(module, contents, end);
                name = custom.name();
                contents = custom.position();
            }
            sections.parts.add(new Part(start, name, contents, end));
        }
        return sections;
    }

    /** The contents of all custom sections whose names begin so. */
    List<byte[]> custom(String prefix) {
        return parts.stream()
                .filter(part -> part.name.startsWith(prefix))
                .map(part -> Arrays.copyOfRange(module, part.contents, part.end))
                .toList();
    }

    /** The module with one more custom section. */
    public byte[] with(String name, byte[] contents) {
        ByteWriter section = new ByteWriter();
        section.sized(name.getBytes(StandardCharsets.UTF_8));
        section.bytes(contents);
        ByteWriter out = new ByteWriter();
        out.bytes(module);
        out.u8(0);
        out.sized(section);
        return out.toByteArray();
    }

    /** The module without the custom sections whose names begin so. */
    public byte[] without(String prefix) {
        ByteWriter out = new ByteWriter();
        out.bytes(Arrays.copyOf(module, PREAMBLE));
        for (Part part : parts) {
            if (!part.name.startsWith(prefix)) {
                out.bytes(Arrays.copyOfRange(module, part.start, part.end));
            }
        }
        return out.toByteArray();
    }
}
