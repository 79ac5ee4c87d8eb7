package dev.perigord.wasm.binary;

import dev.perigord.wasm.module.AbstractHeapType;
import dev.perigord.wasm.module.AddressType;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.Feature;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.module.InvalidException;
import dev.perigord.wasm.module.Limits;
import dev.perigord.wasm.module.MalformedException;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.module.ModuleDefinition.Code;
import dev.perigord.wasm.module.ModuleDefinition.CustomSection;
import dev.perigord.wasm.module.ModuleDefinition.DataSegment;
import dev.perigord.wasm.module.ModuleDefinition.ElementSegment;
import dev.perigord.wasm.module.ModuleDefinition.Export;
import dev.perigord.wasm.module.ModuleDefinition.ExternKind;
import dev.perigord.wasm.module.ModuleDefinition.Global;
import dev.perigord.wasm.module.ModuleDefinition.Import;
import dev.perigord.wasm.module.ModuleDefinition.LocalRun;
import dev.perigord.wasm.module.ModuleDefinition.Range;
import dev.perigord.wasm.module.ModuleDefinition.SegmentMode;
import dev.perigord.wasm.module.ModuleDefinition.Table;
import dev.perigord.wasm.module.RecursionGroup;
import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.module.TypeDefinition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decodes the sections of a module (spec 5.5). Function bodies are left to the validator, which reads them once. */
public final class ModuleDecoder {
    private static final int MAGIC = 0x6D736100;
    private static final int VERSION = 1;

    /** The ids of sections in the order in which they may come. */
    private static final int[] ORDER = {1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, 10, 11};

    /** The kind of an imported function whose type must be the same (proposal custom descriptors). */
    private static final int EXACT_FUNCTION = 0x20;

    private final BinaryReader reader;
    private final Set<Feature> features;
    private final List<DefinedType> types = new ArrayList<>();
    private final List<Integer> typeGroups = new ArrayList<>();
    private final List<List<TypeDefinition>> typeDefinitions = new ArrayList<>();
    private final List<Import> imports = new ArrayList<>();
    private final List<Integer> functions = new ArrayList<>();
    private final List<Table> tables = new ArrayList<>();
    private final List<ExternType.Memory> memories = new ArrayList<>();
    private final List<ExternType.Tag> tags = new ArrayList<>();
    private final List<Global> globals = new ArrayList<>();
    private final List<Export> exports = new ArrayList<>();
    private final List<ElementSegment> elements = new ArrayList<>();
    private final List<Code> codes = new ArrayList<>();
    private final List<DataSegment> data = new ArrayList<>();
    private final List<CustomSection> customSections = new ArrayList<>();
    private final Map<Integer, String> functionNames = new HashMap<>();
    private String moduleName;
    private int startFunction = -1;
    private long dataCount = -1;
    private int importedFunctions;

    private ModuleDecoder(BinaryReader reader, Set<Feature> features) {
        this.reader = reader;
        this.features = features;
    }

    /**
     * Decodes a whole module, whatever features it uses.
     *
     * @throws MalformedException if the bytes do not follow the binary format
     * @throws InvalidException if an import refers to a type that does not exist
     */
    public static ModuleDefinition decode(byte[] bytes) {
        return decode(bytes, 0, bytes.length, EnumSet.allOf(Feature.class));
    }

    /**
     * Decodes the module in a range of the bytes, whose offsets stay those of the whole array.
     *
     * @param features the features that change the format and are there
     */
    public static ModuleDefinition decode(byte[] bytes, int start, int end, Set<Feature> features) {
        return new ModuleDecoder(new BinaryReader(bytes, start, end), features).module();
    }

    private ModuleDefinition module() {
        header();
        int nextInOrder = 0;
        while (reader.hasMore()) {
            int idOffset = reader.position();
            int id = reader.u8();
            int size = reader.u32();
            int start = reader.position();
            if (size < 0 || size > reader.end() - start) {
                throw reader.malformed("length out of bounds: unexpected end");
            }
            BinaryReader section = new BinaryReader(reader.bytes(), start, start + size);
            if (id == 0) {
                custom(section);
            } else {
                nextInOrder = position(id, nextInOrder, idOffset) + 1;
                section(id, section);
                if (section.hasMore()) {
                    throw section.malformed("section size mismatch");
                }
                defineTypes();
            }
            reader.moveTo(start + size);
        }
        if (codes.size() != functions.size() - importedFunctions) {
            throw reader.malformed("function and code section have inconsistent lengths");
        }
        if (dataCount >= 0 && dataCount != data.size()) {
            throw reader.malformed("data count and data section have inconsistent lengths");
        }
        readNames();
        return new ModuleDefinition(
                reader.bytes(),
                List.copyOf(types),
                List.copyOf(typeGroups),
                List.copyOf(imports),
                List.copyOf(functions),
                List.copyOf(tables),
                List.copyOf(memories),
                List.copyOf(tags),
                List.copyOf(globals),
                List.copyOf(exports),
                startFunction,
                List.copyOf(elements),
                List.copyOf(codes),
                List.copyOf(data),
                dataCount >= 0,
                List.copyOf(customSections),
                moduleName,
                Map.copyOf(functionNames),
                Set.of());
    }

    private void header() {
        if (reader.end() - reader.position() < 4 || reader.bits32() != MAGIC) {
            throw reader.malformed("magic header not detected: unexpected end");
        }
        if (reader.end() - reader.position() < 4 || reader.bits32() != VERSION) {
            throw reader.malformed("unknown binary version: unexpected end");
        }
    }

    private int position(int id, int nextInOrder, int offset) {
        for (int i = 0; i < ORDER.length; i++) {
            if (ORDER[i] == id) {
                if (i < nextInOrder) {
                    throw reader.malformedAt(
                            "unexpected content after last section: section " + id + " out of order", offset);
                }
                return i;
            }
        }
        throw reader.malformedAt("malformed section id " + id, offset);
    }

    private void section(int id, BinaryReader section) {
        if (id == 8) {
            startFunction = section.u32();
            if (startFunction < 0) {
                throw new InvalidException("unknown function " + Integer.toUnsignedString(startFunction));
            }
            return;
        }
        if (id == 12) {
            dataCount = Integer.toUnsignedLong(section.u32());
            return;
        }
        int count = section.count();
        if (id == 10 && count != functions.size() - importedFunctions) {
            throw section.malformed("function and code section have inconsistent lengths");
        }
        for (int i = 0; i < count; i++) {
            switch (id) {
                case 1 -> typeDefinitions.add(TypeReader.recursionGroup(section));
                case 2 -> imported(section);
                case 3 -> functions.add(section.u32());
                case 4 -> tables.add(table(section));
                case 5 -> memories.add(memoryType(section));
                case 6 -> {
                    ExternType.Global type = TypeReader.globalType(section, types);
                    globals.add(new Global(type, expression(section)));
                }
                case 7 -> exports.add(export(section));
                case 9 -> elements.add(element(section));
                case 10 -> codes.add(code(section));
                case 11 -> data.add(dataSegment(section));
                case 13 -> tags.add(tag(section));
                default -> throw new AssertionError(id);
            }
        }
    }

    /** Types refer to each other, so whether they may is a question for when the whole section is read. */
    private void defineTypes() {
        for (List<TypeDefinition> definitions : typeDefinitions) {
            types.addAll(RecursionGroup.of(definitions, types).types());
            typeGroups.add(definitions.size());
        }
        typeDefinitions.clear();
    }

    private ExternType.Tag tag(BinaryReader section) {
        int start = section.position();
        if (section.u8() != 0) {
            throw section.malformedAt("malformed tag attribute", start);
        }
        return new ExternType.Tag(functionType(section.u32()));
    }

    private DefinedType functionType(int index) {
        if (Integer.compareUnsigned(index, types.size()) >= 0
                || types.get(index).function() == null) {
            throw new InvalidException("unknown type " + Integer.toUnsignedString(index) + " of a function");
        }
        return types.get(index);
    }

    private void custom(BinaryReader section) {
        String name = section.name();
        customSections.add(new CustomSection(name, new Range(section.position(), section.end())));
    }

    private void imported(BinaryReader section) {
        String module = section.name();
        String name = section.name();
        int start = section.position();
        ExternType type =
                switch (section.u8()) {
                    case 0 -> importedFunction(section, false);
                    case EXACT_FUNCTION -> importedFunction(section, true);
                    case 1 -> {
                        ExternType.Table table = tableType(section);
                        tables.add(new Table(table, null));
                        yield table;
                    }
                    case 2 -> {
                        ExternType.Memory memory = memoryType(section);
                        memories.add(memory);
                        yield memory;
                    }
                    case 3 -> {
                        ExternType.Global global = TypeReader.globalType(section, types);
                        globals.add(new Global(global, null));
                        yield global;
                    }
                    case 4 -> {
                        ExternType.Tag tag = tag(section);
                        tags.add(tag);
                        yield tag;
                    }
                    default -> throw section.malformedAt("malformed import kind", start);
                };
        imports.add(new Import(module, name, type));
    }

    private ExternType.Function importedFunction(BinaryReader section, boolean exact) {
        int typeIndex = section.u32();
        DefinedType type = functionType(typeIndex);
        functions.add(typeIndex);
        importedFunctions++;
        return new ExternType.Function(type, exact);
    }

    private Table table(BinaryReader section) {
        if (section.peek() == 0x40) {
            section.u8();
            if (section.u8() != 0) {
                throw section.malformed("malformed table: zero byte expected");
            }
            ExternType.Table type = tableType(section);
            return new Table(type, expression(section));
        }
        return new Table(tableType(section), null);
    }

    private ExternType.Table tableType(BinaryReader section) {
        int start = section.position();
        ExternType.Table type = TypeReader.tableType(section, types);
        checkWidth(type.limits(), type.addressType(), section, start);
        return type;
    }

    private ExternType.Memory memoryType(BinaryReader section) {
        int start = section.position();
        ExternType.Memory type = TypeReader.memoryType(section);
        checkWidth(type.limits(), type.addressType(), section, start);
        return type;
    }

    /** Before 64-bit addresses, limits were numbers of 32 bits and had no flag for them. */
    private void checkWidth(Limits limits, AddressType type, BinaryReader section, int start) {
        if (!features.contains(Feature.MEMORY64)
                && (type == AddressType.I64 || (limits.minimum() | limits.maximum()) >>> 32 != 0)) {
            throw section.malformedAt("malformed limits: integer too large without 64-bit addresses", start);
        }
    }

    private static Export export(BinaryReader section) {
        String name = section.name();
        int start = section.position();
        int kind = section.u8();
        if (kind >= ExternKind.values().length) {
            throw section.malformedAt("malformed export kind", start);
        }
        return new Export(name, ExternKind.values()[kind], section.u32());
    }

    /** Passes over a constant expression, whose instructions are checked by the validator. */
    private Range expression(BinaryReader section) {
        int start = section.position();
        if (I32Constant.skip(section)) {
            return new Range(start, section.position());
        }
        InstructionReader instructions = new InstructionReader(section.bytes(), start, section.end(), types);
        int depth = 0;
        while (true) {
            Instruction instruction = instructions.next();
            switch (instruction) {
                case BLOCK, LOOP, IF, TRY, TRY_TABLE -> depth++;
                case END, DELEGATE -> depth--;
                default -> {}
            }
            if (depth < 0) {
                section.moveTo(instructions.position());
                return new Range(start, instructions.position());
            }
        }
    }

    private ElementSegment element(BinaryReader section) {
        int start = section.position();
        int flags = section.u32();
        if (flags < 0 || flags > 7) {
            throw section.malformedAt("malformed elements segment kind", start);
        }
        boolean passiveOrDeclarative = (flags & 1) != 0;
        boolean explicit = (flags & 2) != 0;
        boolean expressions = (flags & 4) != 0;
        SegmentMode mode =
                !passiveOrDeclarative ? SegmentMode.ACTIVE : explicit ? SegmentMode.DECLARATIVE : SegmentMode.PASSIVE;
        int table = mode == SegmentMode.ACTIVE && explicit ? section.u32() : 0;
        Range offset = mode == SegmentMode.ACTIVE ? expression(section) : null;
        ReferenceType type = expressions ? ReferenceType.FUNCREF : new ReferenceType(false, AbstractHeapType.FUNC);
        if (passiveOrDeclarative || explicit) {
            if (expressions) {
                type = TypeReader.referenceType(section, types);
            } else if (section.u8() != 0) {
                throw section.malformed("malformed element kind");
            }
        }
        int count = section.count();
        if (expressions) {
            List<Range> ranges = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                ranges.add(expression(section));
            }
            return new ElementSegment(mode, table, offset, type, null, ranges);
        }
        int[] indices = new int[count];
        for (int i = 0; i < count; i++) {
            indices[i] = section.u32();
        }
        return new ElementSegment(mode, table, offset, type, indices, null);
    }

    private Code code(BinaryReader section) {
        int size = section.u32();
        int start = section.position();
        if (size < 0 || size > section.end() - start) {
            throw section.malformed("length out of bounds: unexpected end");
        }
        BinaryReader body = new BinaryReader(section.bytes(), start, start + size);
        int runs = body.count();
        List<LocalRun> locals = new ArrayList<>(runs);
        long total = 0;
        for (int i = 0; i < runs; i++) {
            int count = body.u32();
            total += Integer.toUnsignedLong(count);
            if (total > 0xFFFF_FFFFL) {
                throw body.malformed("too many locals");
            }
            locals.add(new LocalRun(count, TypeReader.valueType(body, types)));
        }
        section.moveTo(start + size);
        return new Code(start, locals, new Range(body.position(), start + size));
    }

    private DataSegment dataSegment(BinaryReader section) {
        int start = section.position();
        int flags = section.u32();
        if (flags < 0 || flags > 2) {
            throw section.malformedAt("malformed data segment kind", start);
        }
        int memory = flags == 2 ? section.u32() : 0;
        SegmentMode mode = flags == 1 ? SegmentMode.PASSIVE : SegmentMode.ACTIVE;
        Range offset = mode == SegmentMode.ACTIVE ? expression(section) : null;
        int length = section.count();
        int content = section.skip(length);
        return new DataSegment(mode, memory, offset, new Range(content, content + length));
    }

    /** Names help people only, so a malformed name section names nothing instead of failing the module (spec 7.4.1). */
    private void readNames() {
        for (CustomSection section : customSections) {
            if (section.name().equals("name")) {
                BinaryReader names = new BinaryReader(
                        reader.bytes(),
                        section.content().start(),
                        section.content().end());
                try {
                    readNames(names);
                } catch (MalformedException e) {
                    return;
                }
            }
        }
    }

    private void readNames(BinaryReader names) {
        while (names.hasMore()) {
            int id = names.u8();
            int size = names.count();
            int end = names.position() + size;
            if (id == 0) {
                moduleName = names.name();
            } else if (id == 1) {
                int count = names.count();
                for (int i = 0; i < count; i++) {
                    int function = names.u32();
                    functionNames.put(function, names.name());
                }
            }
            names.moveTo(end);
        }
    }
}
