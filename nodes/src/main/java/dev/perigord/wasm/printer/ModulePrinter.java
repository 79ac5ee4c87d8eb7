package dev.perigord.wasm.printer;

import dev.perigord.wasm.binary.BinaryReader;
import dev.perigord.wasm.binary.BranchHintReader;
import dev.perigord.wasm.binary.ModuleDecoder;
import dev.perigord.wasm.binary.NameSectionReader;
import dev.perigord.wasm.binary.SectionRange;
import dev.perigord.wasm.module.AddressType;
import dev.perigord.wasm.module.ExternType;
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
import dev.perigord.wasm.module.ModuleNames;
import dev.perigord.wasm.module.NameKind;
import dev.perigord.wasm.module.Section;
import dev.perigord.wasm.module.ValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * Prints a module in the text format (spec 6). Parsing the text gives the same module: the same definitions with the
 * same indices, instructions, names, branch hints and other custom sections.
 */
public final class ModulePrinter {
    /** How many bytes of a data segment are on a line. */
    private static final int LINE = 64;

    /** More locals make no valid function. */
    private static final int MAXIMUM_LOCALS = 50_000;

    private final ModuleDefinition module;
    private final Set<CustomSection> understood = new HashSet<>();
    private final ModuleNames names;
    private final Scope scope;
    private final TypePrinter types;
    private final TextBuffer out;
    private final CodePrinter code;

    /** The index of the next import of each kind. */
    private final int[] imported = new int[ExternKind.values().length];

    private ModulePrinter(ModuleDefinition module, TextBuffer out) {
        this.module = module;
        this.out = out;
        this.names = names();
        this.scope = new Scope(module, names);
        this.types = scope.types();
        this.code = new CodePrinter(module, scope, branchHints(), out);
    }

    /**
     * The text of a module in the binary format, which need not be valid.
     *
     * @throws MalformedException if the binary does not follow its grammar
     * @throws InvalidException if types or indices are such that no text can say them
     */
    public static String print(byte[] binary) {
        ModulePrinter printer = new ModulePrinter(ModuleDecoder.decode(binary), new TextBuffer());
        printer.module();
        return printer.out.append("\n").toString();
    }

    /** Prints the fields of a module, and its name as an annotation, as what a form that is open consists of. */
    public static void printFields(byte[] binary, TextBuffer out) {
        ModulePrinter printer = new ModulePrinter(ModuleDecoder.decode(binary), out);
        if (printer.names.module() != null) {
            out.append(" ").append(Identifiers.annotation(printer.names.module()));
        }
        printer.fields();
    }

    // --- custom sections that become something else -------------------------------------------------------------

    private BinaryReader contents(CustomSection section) {
        return new BinaryReader(
                module.bytes(), section.content().start(), section.content().end());
    }

    /** The names of the first name section; none if it is malformed. */
    private ModuleNames names() {
        for (CustomSection section : module.customSections()) {
            if (section.name().equals(NameSectionReader.NAME)) {
                try {
                    ModuleNames read = NameSectionReader.read(contents(section));
                    understood.add(section);
                    return read;
                } catch (MalformedException e) {
                    return new ModuleNames();
                }
            }
        }
        return new ModuleNames();
    }

    private SortedMap<Integer, Boolean> branchHints() {
        for (CustomSection section : module.customSections()) {
            if (section.name().equals(BranchHintReader.NAME)) {
                try {
                    SortedMap<Integer, Boolean> read = BranchHintReader.read(module, contents(section));
                    understood.add(section);
                    return read;
                } catch (MalformedException | InvalidException e) {
                    return Collections.emptySortedMap();
                }
            }
        }
        return Collections.emptySortedMap();
    }

    // --- fields ------------------------------------------------------------------------------------------------

    private void module() {
        out.append("(module");
        if (names.module() != null) {
            boolean identifier = !names.module().isEmpty();
            out.append(" ")
                    .append(identifier ? Literals.identifier(names.module()) : Identifiers.annotation(names.module()));
        }
        fields();
        out.append(")");
    }

    private void fields() {
        out.open();
        customSections();
        types.definitions(out);
        module.imports().forEach(this::imported);
        tables();
        memories();
        tags();
        globals();
        module.exports().forEach(this::export);
        if (module.startFunction() >= 0) {
            out.line()
                    .append("(start ")
                    .append(scope.functions().use(module.startFunction()))
                    .append(")");
        }
        elements();
        functions();
        data();
        out.close();
    }

    /** Custom sections, which say after which other section they come. */
    private void customSections() {
        String place = " (before first)";
        int next = 0;
        for (SectionRange range : SectionRange.of(module.bytes())) {
            if (range.id() == 0) {
                CustomSection section = module.customSections().get(next++);
                if (!understood.contains(section)) {
                    out.line()
                            .append("(@custom ")
                            .append(Literals.name(section.name()))
                            .append(place);
                    string(section.content());
                    out.append(")");
                }
            } else if (isPrinted(range)) {
                place = " (after " + text(range.id()) + ")";
            }
        }
    }

    /** Whether the text has fields for a section: not if it is empty or only announces another one. */
    private boolean isPrinted(SectionRange range) {
        return range.id() != Section.DATA_COUNT.id()
                && (range.id() == Section.START.id() || module.bytes()[range.start()] != 0);
    }

    private static String text(int sectionId) {
        for (Section section : Section.values()) {
            if (section.id() == sectionId) {
                return section.text();
            }
        }
        throw new IllegalArgumentException("section " + sectionId);
    }

    /** Bytes as strings: on the current line if they are few, else on lines of their own. */
    private void string(Range bytes) {
        boolean lines = bytes.end() - bytes.start() > LINE;
        out.open();
        for (int i = bytes.start(); i < bytes.end(); i += LINE) {
            if (lines) {
                out.line();
            } else {
                out.append(" ");
            }
            out.append(Literals.bytes(module.bytes(), i, Math.min(i + LINE, bytes.end())));
        }
        out.close();
    }

    private void imported(Import imported) {
        out.line().append("(import ").append(Literals.name(imported.module())).append(" ");
        out.append(Literals.name(imported.name())).append(" (");
        switch (imported.type()) {
            case ExternType.Function function -> {
                int index = this.imported[ExternKind.FUNCTION.ordinal()]++;
                int type = module.functions().get(index);
                String use = types.typeUse(type, locals(index, parameters(type)));
                out.append("func").append(scope.functions().defineNumbered(index));
                out.append(function.exact() ? " (exact" + use + ")" : use);
            }
            case ExternType.Table table -> {
                int index = this.imported[ExternKind.TABLE.ordinal()]++;
                out.append("table").append(scope.tables().defineNumbered(index));
                type(table);
            }
            case ExternType.Memory memory -> {
                int index = this.imported[ExternKind.MEMORY.ordinal()]++;
                out.append("memory").append(scope.memories().defineNumbered(index));
                type(memory);
            }
            case ExternType.Tag tag -> {
                int index = this.imported[ExternKind.TAG.ordinal()]++;
                out.append("tag").append(scope.tags().defineNumbered(index));
                out.append(types.typeUse(tag.type()));
            }
            case ExternType.Global global -> {
                int index = this.imported[ExternKind.GLOBAL.ordinal()]++;
                out.append("global").append(scope.globals().defineNumbered(index));
                type(global);
            }
        }
        out.append("))");
    }

    private void addressType(AddressType type) {
        if (type == AddressType.I64) {
            out.append(" i64");
        }
    }

    private void limits(Limits limits) {
        out.append(" ").append(limits.toString());
    }

    private void type(ExternType.Table table) {
        addressType(table.addressType());
        limits(table.limits());
        out.append(" ").append(types.value(table.elementType()));
    }

    private void type(ExternType.Memory memory) {
        addressType(memory.addressType());
        limits(memory.limits());
        out.append(memory.shared() ? " shared" : "");
        if (memory.pageSizeLogarithm() != ExternType.Memory.DEFAULT_PAGE_SIZE_LOGARITHM) {
            out.append(" (pagesize ").append(Long.toUnsignedString(1L << memory.pageSizeLogarithm()));
            out.append(")");
        }
    }

    private void type(ExternType.Global global) {
        String type = types.value(global.type());
        out.append(global.mutable() ? " (mut " + type + ")" : " " + type);
    }

    private void tables() {
        for (int i = imported[ExternKind.TABLE.ordinal()]; i < module.tables().size(); i++) {
            Table table = module.tables().get(i);
            out.line().append("(table").append(scope.tables().defineNumbered(i));
            type(table.type());
            if (table.initializer() != null) {
                code.expression(table.initializer());
            }
            out.append(")");
        }
    }

    private void memories() {
        for (int i = imported[ExternKind.MEMORY.ordinal()];
                i < module.memories().size();
                i++) {
            out.line().append("(memory").append(scope.memories().defineNumbered(i));
            type(module.memories().get(i));
            out.append(")");
        }
    }

    private void tags() {
        for (int i = imported[ExternKind.TAG.ordinal()]; i < module.tags().size(); i++) {
            out.line().append("(tag").append(scope.tags().defineNumbered(i));
            out.append(types.typeUse(module.tags().get(i).type())).append(")");
        }
    }

    private void globals() {
        for (int i = imported[ExternKind.GLOBAL.ordinal()]; i < module.globals().size(); i++) {
            Global global = module.globals().get(i);
            out.line().append("(global").append(scope.globals().defineNumbered(i));
            type(global.type());
            code.expression(global.initializer());
            out.append(")");
        }
    }

    private void export(Export export) {
        out.line().append("(export ").append(Literals.name(export.name())).append(" (");
        String use =
                switch (export.kind()) {
                    case FUNCTION -> "func " + scope.functions().use(export.index());
                    case TABLE -> "table " + scope.tables().use(export.index());
                    case MEMORY -> "memory " + scope.memories().use(export.index());
                    case GLOBAL -> "global " + scope.globals().use(export.index());
                    case TAG -> "tag " + scope.tags().use(export.index());
                };
        out.append(use).append("))");
    }

    // --- segments ----------------------------------------------------------------------------------------------

    private void offset(Range expression) {
        out.append(" (offset");
        code.expression(expression);
        out.append(")");
    }

    private void elements() {
        for (int i = 0; i < module.elements().size(); i++) {
            ElementSegment segment = module.elements().get(i);
            out.line().append("(elem").append(scope.elements().defineNumbered(i));
            if (segment.mode() == SegmentMode.DECLARATIVE) {
                out.append(" declare");
            } else if (segment.mode() == SegmentMode.ACTIVE) {
                if (segment.table() != 0) {
                    out.append(" (table ")
                            .append(scope.tables().use(segment.table()))
                            .append(")");
                }
                offset(segment.offset());
            }
            if (segment.functionIndices() != null) {
                out.append(" func");
                for (int function : segment.functionIndices()) {
                    out.append(" ").append(scope.functions().use(function));
                }
            } else {
                out.append(" ").append(types.value(segment.type()));
                for (Range expression : segment.expressions()) {
                    out.append(" (item");
                    code.expression(expression);
                    out.append(")");
                }
            }
            out.append(")");
        }
    }

    private void data() {
        for (int i = 0; i < module.data().size(); i++) {
            DataSegment segment = module.data().get(i);
            out.line().append("(data").append(scope.data().defineNumbered(i));
            if (segment.mode() == SegmentMode.ACTIVE) {
                if (segment.memory() != 0) {
                    out.append(" (memory ")
                            .append(scope.memories().use(segment.memory()))
                            .append(")");
                }
                offset(segment.offset());
            }
            string(segment.content());
            out.append(")");
        }
    }

    // --- functions ---------------------------------------------------------------------------------------------

    private Identifiers locals(int function, int count) {
        return Identifiers.of(names.indirect(NameKind.LOCAL).get(function), count);
    }

    private Identifiers labels(int function, Range body) {
        SortedMap<Integer, String> labels = names.indirect(NameKind.LABEL).get(function);
        return labels == null ? Identifiers.NONE : Identifiers.of(labels, code.blocks(body));
    }

    private void functions() {
        for (int i = 0; i < module.codes().size(); i++) {
            int index = module.importedFunctions() + i;
            int type = module.functions().get(index);
            Code body = module.codes().get(i);
            List<ValueType> declared = declared(body, index);
            int parameters = parameters(type);
            Identifiers locals = locals(index, parameters + declared.size());
            out.line().append("(func").append(scope.functions().defineNumbered(index));
            out.append(types.typeUse(type, locals));
            out.open();
            if (!declared.isEmpty()) {
                out.line().append(types.locals(declared, parameters, locals).substring(1));
            }
            code.body(body.instructions(), locals, labels(index, body.instructions()));
            out.close();
            out.append(")");
        }
    }

    private int parameters(int type) {
        boolean known = type >= 0 && type < module.types().size();
        return known && module.types().get(type).function() != null
                ? module.types().get(type).function().parameters().size()
                : 0;
    }

    private static List<ValueType> declared(Code code, int function) {
        List<ValueType> types = new ArrayList<>();
        for (LocalRun run : code.locals()) {
            if (run.count() < 0 || run.count() > MAXIMUM_LOCALS - types.size()) {
                throw new InvalidException("too many locals in function " + function);
            }
            types.addAll(Collections.nCopies(run.count(), run.type()));
        }
        return types;
    }
}
