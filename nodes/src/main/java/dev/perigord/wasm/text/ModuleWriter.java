package dev.perigord.wasm.text;

import dev.perigord.wasm.module.ModuleNames;
import dev.perigord.wasm.module.Section;
import dev.perigord.wasm.module.TypeDefinition;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects the sections of a module and puts them in order (spec 5.5). */
final class ModuleWriter {
    private static final byte[] PREAMBLE = {0, 'a', 's', 'm', 1, 0, 0, 0};

    /** The entries of a section. */
    private static final class Entries {
        final ByteWriter contents = new ByteWriter();
        int count;
    }

    private final Map<Section, Entries> sections = new EnumMap<>(Section.class);
    private final CodeWriter code;

    ModuleWriter(CodeWriter code) {
        this.code = code;
    }

    /** Where to write one more entry of a section. */
    ByteWriter entry(Section section) {
        Entries entries = sections.computeIfAbsent(section, key -> new Entries());
        entries.count++;
        return entries.contents;
    }

    CodeWriter code() {
        return code;
    }

    TextModule finish(ModuleContext context, ModuleNames names, CustomSections customs) {
        for (List<TypeDefinition> group : context.types.groups()) {
            TypeWriter.group(group, entry(Section.TYPE));
        }
        ByteWriter out = new ByteWriter();
        out.bytes(PREAMBLE);
        customs.write(true, null, out);
        SourceMap sourceMap = SourceMap.EMPTY;
        for (Section section : Section.values()) {
            customs.write(true, section, out);
            if (section == Section.CODE && code.functionCount() > 0) {
                if (code.hasHints()) {
                    ByteWriter hints = new ByteWriter();
                    code.writeHints(context.functions.size() - code.functionCount(), hints);
                    custom(BranchHints.SECTION, hints, out);
                }
                ByteWriter contents = new ByteWriter();
                List<SourceMap.FunctionRange> ranges = code.write(contents);
                section(section, contents, out);
                sourceMap = code.sourceMap(ranges, out.size() - contents.size());
            } else if (section == Section.DATA_COUNT && context.needsDataCount) {
                ByteWriter contents = new ByteWriter();
                contents.u32(context.data.size());
                section(section, contents, out);
            } else if (sections.containsKey(section)) {
                section(section, contents(section), out);
            }
            customs.write(false, section, out);
        }
        ByteWriter named = new ByteWriter();
        NameSection.write(names, named);
        if (named.size() > 0) {
            custom(NameSection.SECTION, named, out);
        }
        customs.write(false, null, out);
        return new TextModule(out.toByteArray(), sourceMap);
    }

    private ByteWriter contents(Section section) {
        Entries entries = sections.get(section);
        ByteWriter contents = new ByteWriter();
        if (section != Section.START) {
            contents.u32(entries.count);
        }
        contents.part(entries.contents, 0, entries.contents.size());
        return contents;
    }

    private static void section(Section section, ByteWriter contents, ByteWriter out) {
        out.u8(section.id());
        out.sized(contents);
    }

    private static void custom(String name, ByteWriter contents, ByteWriter out) {
        ByteWriter section = new ByteWriter();
        section.sized(name.getBytes(StandardCharsets.UTF_8));
        section.part(contents, 0, contents.size());
        out.u8(0);
        out.sized(section);
    }
}
