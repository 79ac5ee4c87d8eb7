package dev.perigord.wasm.binary;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a section of a binary module is (spec 5.5.2).
 *
 * @param id the byte that it starts with
 * @param start the offset of its contents
 * @param end the offset behind them
 */
public record SectionRange(int id, int start, int end) {
    private static final int PREAMBLE = 8;

    /** The sections of a module that was decoded before. */
    public static List<SectionRange> of(byte[] module) {
        List<SectionRange> sections = new ArrayList<>();
        BinaryReader reader = new BinaryReader(module, PREAMBLE, module.length);
        while (reader.hasMore()) {
            int id = reader.u8();
            int size = reader.count();
            int start = reader.skip(size);
            sections.add(new SectionRange(id, start, start + size));
        }
        return sections;
    }
}
