package dev.perigord.wasm.pruning;

import dev.perigord.wasm.binary.BinaryReader;
import dev.perigord.wasm.binary.NameSectionReader;
import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.MalformedException;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.module.ModuleDefinition.ElementSegment;
import dev.perigord.wasm.module.ModuleDefinition.Import;
import dev.perigord.wasm.module.ModuleDefinition.SegmentMode;
import dev.perigord.wasm.module.ModuleNames;
import dev.perigord.wasm.module.NameKind;
import dev.perigord.wasm.module.Section;
import dev.perigord.wasm.text.ByteWriter;
import dev.perigord.wasm.text.NameSection;
import dev.perigord.wasm.text.TypeWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Makes a module smaller: of its exports only some stay, and what neither they nor its start function need goes, imports
 * first of all. Names of what stays are kept, and the custom section {@code producers}; others would speak of code that
 * has moved.
 */
public final class ModulePruner {
    private static final byte[] PREAMBLE = {0, 'a', 's', 'm', 1, 0, 0, 0};
    private static final String PRODUCERS = "producers";
    private static final int TABLE_WITH_INITIALIZER = 0x40;
    private static final int EXACT_FUNCTION = 0x20;

    private final ModuleDefinition module;
    private final List<ModuleDefinition.Export> exports;
    private final Liveness live;
    private final Map<NameKind, int[]> newIndices = new EnumMap<>(NameKind.class);
    private final CodeCopier copier;
    private final ByteWriter out = new ByteWriter();

    private ModulePruner(ModuleDefinition module, Predicate<String> keepExport) {
        this.module = module;
        this.exports = module.exports().stream()
                .filter(export -> keepExport.test(export.name()))
                .toList();
        this.live = new Liveness(module);
        this.copier = new CodeCopier(module, this::newIndex);
    }

    /**
     * The binary of a smaller module.
     *
     * @param module one that is valid
     * @param keepExport whether an export stays, by its name
     */
    public static byte[] prune(ModuleDefinition module, Predicate<String> keepExport) {
        ModulePruner pruner = new ModulePruner(module, keepExport);
        pruner.mark();
        pruner.write();
        return pruner.out.toByteArray();
    }

    private void mark() {
        exports.forEach(export -> live.map(space(export.kind()), export.index()));
        if (module.startFunction() >= 0) {
            live.map(NameKind.FUNCTION, module.startFunction());
        }
        live.complete();
        for (NameKind space : NameKind.values()) {
            newIndices.put(space, newIndices(live.of(space)));
        }
    }

    /** For each index of what is used the number of those before it. */
    private static int[] newIndices(BitSet used) {
        int[] indices = new int[used.length()];
        int next = 0;
        for (int i = used.nextSetBit(0); i >= 0; i = used.nextSetBit(i + 1)) {
            indices[i] = next++;
        }
        return indices;
    }

    private static NameKind space(ModuleDefinition.ExternKind kind) {
        return switch (kind) {
            case FUNCTION -> NameKind.FUNCTION;
            case TABLE -> NameKind.TABLE;
            case MEMORY -> NameKind.MEMORY;
            case GLOBAL -> NameKind.GLOBAL;
            case TAG -> NameKind.TAG;
        };
    }

    private int newIndex(NameKind space, int index) {
        return newIndices.get(space)[index];
    }

    private void write() {
        out.bytes(PREAMBLE);
        for (Section section : Section.values()) {
            List<ByteWriter> entries = entries(section);
            if (section == Section.START && !entries.isEmpty()) {
                section(section.id(), entries.getFirst());
            } else if (!entries.isEmpty()) {
                section(section.id(), vector(entries));
            } else if (section == Section.DATA_COUNT && module.hasDataCount()) {
                ByteWriter count = new ByteWriter();
                count.u32(live.of(NameKind.DATA).cardinality());
                section(section.id(), count);
            }
        }
        names();
        producers();
    }

    private void section(int id, ByteWriter contents) {
        out.u8(id);
        out.sized(contents);
    }

    private static ByteWriter vector(List<ByteWriter> entries) {
        ByteWriter vector = new ByteWriter();
        vector.u32(entries.size());
        entries.forEach(entry -> vector.part(entry, 0, entry.size()));
        return vector;
    }

    private List<ByteWriter> entries(Section section) {
        return switch (section) {
            case TYPE -> types();
            case IMPORT -> imports();
            case FUNCTION ->
                functions((index, entry) ->
                        entry.u32(newIndex(NameKind.TYPE, module.functions().get(index))));
            case TABLE -> defined(NameKind.TABLE, module.tables().size(), this::table);
            case MEMORY ->
                defined(
                        NameKind.MEMORY,
                        module.memories().size(),
                        (index, entry) -> TypeWriter.memory(module.memories().get(index), entry));
            case TAG ->
                defined(
                        NameKind.TAG,
                        module.tags().size(),
                        (index, entry) -> tag(module.tags().get(index), entry));
            case GLOBAL -> defined(NameKind.GLOBAL, module.globals().size(), this::global);
            case EXPORT -> exports.stream().map(this::export).toList();
            case START -> start();
            case ELEMENT -> elements();
            case DATA_COUNT -> List.of();
            case CODE -> functions(this::code);
            case DATA -> entries(NameKind.DATA, 0, module.data().size(), this::data);
        };
    }

    /** An entry for each of some things of an index space that are used. */
    private List<ByteWriter> entries(NameKind space, int start, int end, BiConsumer<Integer, ByteWriter> write) {
        List<ByteWriter> entries = new ArrayList<>();
        for (int i = start; i < end; i++) {
            if (live.isLive(space, i)) {
                ByteWriter entry = new ByteWriter();
                write.accept(i, entry);
                entries.add(entry);
            }
        }
        return entries;
    }

    private List<ByteWriter> functions(BiConsumer<Integer, ByteWriter> write) {
        return entries(
                NameKind.FUNCTION,
                module.importedFunctions(),
                module.functions().size(),
                write);
    }

    private List<ByteWriter> defined(NameKind space, int end, BiConsumer<Integer, ByteWriter> write) {
        int imported = (int) module.imports().stream()
                .filter(each -> space(each.type()) == space)
                .count();
        return entries(space, imported, end, write);
    }

    private static NameKind space(ExternType type) {
        return switch (type) {
            case ExternType.Function _ -> NameKind.FUNCTION;
            case ExternType.Table _ -> NameKind.TABLE;
            case ExternType.Memory _ -> NameKind.MEMORY;
            case ExternType.Global _ -> NameKind.GLOBAL;
            case ExternType.Tag _ -> NameKind.TAG;
        };
    }

    private List<ByteWriter> types() {
        List<ByteWriter> entries = new ArrayList<>();
        for (TypeGroup group : TypeGroup.all(module)) {
            /* An empty group has no index by which it could be used. */
            if (group.start() < group.end() && live.isLive(NameKind.TYPE, group.start())) {
                ByteWriter entry = new ByteWriter();
                TypeWriter.group(group.definitions(module, this::newIndex), entry);
                entries.add(entry);
            }
        }
        return entries;
    }

    private List<ByteWriter> imports() {
        List<ByteWriter> entries = new ArrayList<>();
        Map<NameKind, Integer> next = new EnumMap<>(NameKind.class);
        for (Import imported : module.imports()) {
            NameKind space = space(imported.type());
            int index = next.merge(space, 1, Integer::sum) - 1;
            if (live.isLive(space, index)) {
                entries.add(imported(imported, index));
            }
        }
        return entries;
    }

    private ByteWriter imported(Import imported, int index) {
        ByteWriter entry = new ByteWriter();
        name(imported.module(), entry);
        name(imported.name(), entry);
        switch (imported.type()) {
            case ExternType.Function function -> {
                entry.u8(function.exact() ? EXACT_FUNCTION : 0);
                entry.u32(newIndex(NameKind.TYPE, module.functions().get(index)));
            }
            case ExternType.Table table -> {
                entry.u8(1);
                tableType(table, entry);
            }
            case ExternType.Memory memory -> {
                entry.u8(2);
                TypeWriter.memory(memory, entry);
            }
            case ExternType.Global global -> {
                entry.u8(3);
                globalType(global, entry);
            }
            case ExternType.Tag tag -> {
                entry.u8(4);
                tag(tag, entry);
            }
        }
        return entry;
    }

    private static void name(String name, ByteWriter entry) {
        entry.sized(name.getBytes(StandardCharsets.UTF_8));
    }

    private void table(int index, ByteWriter entry) {
        ModuleDefinition.Table table = module.tables().get(index);
        if (table.initializer() == null) {
            tableType(table.type(), entry);
        } else {
            entry.u8(TABLE_WITH_INITIALIZER);
            entry.u8(0);
            tableType(table.type(), entry);
            copier.expression(table.initializer(), entry);
        }
    }

    private void tableType(ExternType.Table type, ByteWriter entry) {
        TypeWriter.table(
                new ExternType.Table(copier.reference(type.elementType()), type.limits(), type.addressType()), entry);
    }

    private void global(int index, ByteWriter entry) {
        ModuleDefinition.Global global = module.globals().get(index);
        globalType(global.type(), entry);
        copier.expression(global.initializer(), entry);
    }

    private void globalType(ExternType.Global type, ByteWriter entry) {
        TypeWriter.global(new ExternType.Global(copier.type(type.type()), type.mutable()), entry);
    }

    private void tag(ExternType.Tag tag, ByteWriter entry) {
        entry.u8(0);
        entry.u32(newIndex(NameKind.TYPE, module.types().indexOf(tag.type())));
    }

    private ByteWriter export(ModuleDefinition.Export export) {
        ByteWriter entry = new ByteWriter();
        name(export.name(), entry);
        entry.u8(export.kind().ordinal());
        entry.u32(newIndex(space(export.kind()), export.index()));
        return entry;
    }

    private List<ByteWriter> start() {
        if (module.startFunction() < 0) {
            return List.of();
        }
        ByteWriter start = new ByteWriter();
        start.u32(newIndex(NameKind.FUNCTION, module.startFunction()));
        return List.of(start);
    }

    private void code(int index, ByteWriter entry) {
        ByteWriter body = new ByteWriter();
        copier.body(module.codes().get(index - module.importedFunctions()), body);
        entry.sized(body);
    }

    // --- segments ----------------------------------------------------------------------------------------------

    private List<ByteWriter> elements() {
        List<ByteWriter> entries = entries(
                NameKind.ELEMENT,
                0,
                module.elements().size(),
                (index, entry) -> elements(module.elements().get(index), entry));
        List<Integer> referenced = live.referencedFunctions();
        if (!referenced.isEmpty()) {
            entries.add(declaration(referenced));
        }
        return entries;
    }

    /** Code may refer only to functions that are named outside of code, and the segment that did may have gone. */
    private ByteWriter declaration(List<Integer> functions) {
        ByteWriter entry = new ByteWriter();
        entry.u32(3);
        entry.u8(0);
        entry.u32(functions.size());
        functions.forEach(function -> entry.u32(newIndex(NameKind.FUNCTION, function)));
        return entry;
    }

    private void elements(ElementSegment segment, ByteWriter entry) {
        boolean active = segment.mode() == SegmentMode.ACTIVE;
        boolean expressions = segment.functionIndices() == null;
        int mode =
                switch (segment.mode()) {
                    case ACTIVE -> 2;
                    case PASSIVE -> 1;
                    case DECLARATIVE -> 3;
                };
        entry.u32(mode | (expressions ? 4 : 0));
        if (active) {
            entry.u32(newIndex(NameKind.TABLE, segment.table()));
            copier.expression(segment.offset(), entry);
        }
        if (expressions) {
            TypeWriter.value(copier.reference(segment.type()), entry);
            entry.u32(segment.expressions().size());
            segment.expressions().forEach(range -> copier.expression(range, entry));
        } else {
            entry.u8(0);
            entry.u32(segment.functionIndices().length);
            IntStream.of(segment.functionIndices())
                    .forEach(function -> entry.u32(newIndex(NameKind.FUNCTION, function)));
        }
    }

    private void data(int index, ByteWriter entry) {
        ModuleDefinition.DataSegment segment = module.data().get(index);
        if (segment.mode() == SegmentMode.ACTIVE) {
            int memory = newIndex(NameKind.MEMORY, segment.memory());
            entry.u32(memory == 0 ? 0 : 2);
            if (memory != 0) {
                entry.u32(memory);
            }
            copier.expression(segment.offset(), entry);
        } else {
            entry.u32(1);
        }
        ModuleDefinition.Range content = segment.content();
        entry.u32(content.end() - content.start());
        entry.bytes(module.bytes(), content.start(), content.end());
    }

    // --- custom sections ---------------------------------------------------------------------------------------

    private void names() {
        ModuleNames names = new ModuleNames();
        module.customSections().stream()
                .filter(section -> section.name().equals(NameSection.SECTION))
                .map(this::namesOf)
                .forEach(known -> renumber(known, names));
        ByteWriter contents = new ByteWriter();
        NameSection.write(names, contents);
        if (contents.size() > 0) {
            custom(NameSection.SECTION, contents);
        }
    }

    /** The names in a section, none if it is malformed. */
    private ModuleNames namesOf(ModuleDefinition.CustomSection section) {
        try {
            return NameSectionReader.read(new BinaryReader(
                    module.bytes(), section.content().start(), section.content().end()));
        } catch (MalformedException _) {
            return new ModuleNames();
        }
    }

    private void renumber(ModuleNames known, ModuleNames names) {
        names.setModule(known.module());
        for (NameKind kind : NameKind.values()) {
            if (kind.isIndirect()) {
                renumber(
                        kind == NameKind.FIELD ? NameKind.TYPE : NameKind.FUNCTION,
                        known.indirect(kind),
                        names.indirect(kind));
            } else {
                renumber(kind, known.of(kind), names.of(kind));
            }
        }
    }

    private <T> void renumber(NameKind space, SortedMap<Integer, T> known, SortedMap<Integer, T> names) {
        known.forEach((index, name) -> {
            if (live.isLive(space, index)) {
                names.put(newIndex(space, index), name);
            }
        });
    }

    private void producers() {
        for (ModuleDefinition.CustomSection section : module.customSections()) {
            if (section.name().equals(PRODUCERS)) {
                ByteWriter contents = new ByteWriter();
                contents.bytes(
                        module.bytes(),
                        section.content().start(),
                        section.content().end());
                custom(PRODUCERS, contents);
            }
        }
    }

    private void custom(String name, ByteWriter contents) {
        ByteWriter section = new ByteWriter();
        name(name, section);
        section.part(contents, 0, contents.size());
        section(0, section);
    }
}
