package dev.perigord.wasm.text;

import dev.perigord.wasm.module.AddressType;
import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.ModuleNames;
import dev.perigord.wasm.module.NameKind;
import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.module.Section;
import dev.perigord.wasm.module.ValueType;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses the fields of a module (spec 6.6).
 *
 * <p>It reads them twice: first for types and identifiers, which may be used before they are defined, then for the rest.
 */
final class ModuleParser {
    /** The code of an imported function whose type must be exactly the one given (proposal custom descriptors). */
    private static final int EXACT_FUNCTION = 0x20;

    /** The attribute of tags. */
    private static final int EXCEPTION = 0;

    private final TokenCursor cursor;
    private final ModuleContext context = new ModuleContext();
    private final TypeParser types;
    private final TypeDefinitionParser typeDefinitions;
    private final LimitsParser limits;
    private final InstructionParser instructions;
    private final SegmentParser segments;
    private final BranchHints hints;
    private final ModuleWriter writer;
    private final ModuleNames names = new ModuleNames();
    private final CustomSections customs;
    /** The tokens where fields start that define types. */
    private final IntList typeFields = new IntList();
    /** The kind of the last definition, after which imports may not come. */
    private External lastDefinition;

    private boolean started;
    /** The index of the next definition of each kind in the second pass. */
    private final int[] next = new int[External.values().length];

    /** A parser of a module whose name may be {@code null}, at its first field. */
    ModuleParser(TokenCursor cursor, String moduleName) {
        this.cursor = cursor;
        this.types = new TypeParser(cursor, context.types);
        this.typeDefinitions = new TypeDefinitionParser(cursor, context.types, types);
        this.limits = new LimitsParser(cursor, types);
        this.instructions = new InstructionParser(cursor, context, types);
        this.segments = new SegmentParser(cursor, context, types, instructions);
        this.hints = new BranchHints(cursor.tokens());
        this.writer = new ModuleWriter(new CodeWriter(hints));
        names.setModule(moduleName);
        this.customs = new CustomSections(cursor.tokens());
    }

    /** Parses all fields that follow. */
    TextModule parse() {
        int start = cursor.index();
        while (!cursor.at(TokenKind.RIGHT) && !cursor.at(TokenKind.END)) {
            declareField();
        }
        for (int i = 0; i < typeFields.size(); i++) {
            cursor.moveTo(typeFields.get(i));
            typeDefinitions.define();
        }
        cursor.moveTo(start);
        while (cursor.at(TokenKind.LEFT)) {
            customs.allowBefore(cursor.index());
            field();
        }
        customs.allowBefore(cursor.index());
        cursor.checkAnnotatedNames();
        hints.checkAllTaken();
        context.addNames(names);
        return writer.finish(context, names, customs);
    }

    // --- declarations ------------------------------------------------------------------------------------------

    private void declareField() {
        if (cursor.atForm("type") || cursor.atForm("rec")) {
            typeFields.add(cursor.index());
            typeDefinitions.declare();
            return;
        }
        cursor.expect(TokenKind.LEFT);
        String keyword = cursor.at(TokenKind.KEYWORD) ? cursor.text() : "";
        switch (keyword) {
            case "import" -> declareImport();
            case "elem" -> declareSegment(context.elements);
            case "data" -> declareSegment(context.data);
            case "start" -> {
                if (started) {
                    throw cursor.error("multiple start sections");
                }
                started = true;
            }
            case "export" -> {}
            default -> {
                External kind = External.of(keyword);
                if (kind == null) {
                    throw cursor.unexpected("a module field");
                }
                declareDefinition(kind);
            }
        }
        cursor.skipRest(1);
    }

    private void declareImport() {
        checkImportOrder();
        cursor.advance();
        cursor.name();
        cursor.name();
        cursor.expect(TokenKind.LEFT);
        context.external(externalKind()).define(cursor);
        cursor.skipToClose();
        cursor.advance();
    }

    private void checkImportOrder() {
        if (lastDefinition != null) {
            throw cursor.error("import after " + lastDefinition.description());
        }
    }

    private void declareDefinition(External kind) {
        cursor.advance();
        context.external(kind).define(cursor);
        while (cursor.acceptForm("export")) {
            cursor.skipRest(1);
        }
        if (cursor.atForm("import")) {
            checkImportOrder();
            return;
        }
        lastDefinition = kind;
        if (kind == External.TABLE && containsForm("elem")) {
            context.elements.defineAnonymous(1);
        } else if (kind == External.MEMORY && containsForm("data")) {
            context.data.defineAnonymous(1);
        }
    }

    private boolean containsForm(String keyword) {
        while (!cursor.at(TokenKind.RIGHT) && !cursor.at(TokenKind.END)) {
            if (cursor.atForm(keyword)) {
                return true;
            }
            boolean form = cursor.at(TokenKind.LEFT);
            cursor.advance();
            if (form) {
                cursor.skipRest(1);
            }
        }
        return false;
    }

    private void declareSegment(IndexSpace space) {
        cursor.advance();
        space.define(cursor);
    }

    // --- fields ------------------------------------------------------------------------------------------------

    private void field() {
        int start = cursor.start();
        cursor.expect(TokenKind.LEFT);
        switch (cursor.keyword()) {
            case "type", "rec" -> cursor.skipToClose();
            case "import" -> importField();
            case "func" -> function(start);
            case "table" -> table();
            case "memory" -> memory();
            case "tag" -> tag();
            case "global" -> global();
            case "export" -> export();
            case "start" -> writer.entry(Section.START).u32(context.functions.resolve(cursor));
            case "elem" -> {
                cursor.identifier();
                segments.element(writer.entry(Section.ELEMENT));
            }
            case "data" -> {
                cursor.identifier();
                segments.data(writer.entry(Section.DATA));
            }
            default -> throw cursor.unexpected("a module field");
        }
        cursor.expect(TokenKind.RIGHT);
    }

    private External externalKind() {
        External kind = cursor.at(TokenKind.KEYWORD) ? External.of(cursor.text()) : null;
        if (kind == null) {
            throw cursor.unexpected("func, table, memory, global or tag");
        }
        cursor.advance();
        return kind;
    }

    private void importField() {
        ByteWriter out = writer.entry(Section.IMPORT);
        out.sized(cursor.name());
        out.sized(cursor.name());
        cursor.expect(TokenKind.LEFT);
        External kind = externalKind();
        cursor.identifier();
        importedType(kind, out);
        cursor.expect(TokenKind.RIGHT);
    }

    private void importedType(External kind, ByteWriter out) {
        int index = next[kind.ordinal()]++;
        switch (kind) {
            case FUNC -> {
                boolean exact = cursor.acceptForm("exact");
                IndexSpace parameters = new IndexSpace("local");
                out.u8(exact ? EXACT_FUNCTION : kind.code());
                out.u32(types.typeUse(parameters));
                names.indirect(NameKind.LOCAL).put(index, parameters.names());
                if (exact) {
                    cursor.expect(TokenKind.RIGHT);
                }
            }
            case TABLE -> {
                out.u8(kind.code());
                TypeWriter.table(limits.table(limits.addressType()), out);
            }
            case MEMORY -> {
                out.u8(kind.code());
                TypeWriter.memory(limits.memory(limits.addressType()), out);
            }
            case GLOBAL -> {
                out.u8(kind.code());
                TypeWriter.global(types.globalType(), out);
            }
            case TAG -> {
                out.u8(kind.code());
                tagType(out);
            }
        }
    }

    /** Inline exports and an inline import; whether there was one, which is all that the field then says. */
    private boolean inlineImport(External kind) {
        cursor.identifier();
        while (cursor.acceptForm("export")) {
            ByteWriter out = writer.entry(Section.EXPORT);
            out.sized(cursor.name());
            out.u8(kind.code());
            out.u32(next[kind.ordinal()]);
            cursor.expect(TokenKind.RIGHT);
        }
        if (!cursor.acceptForm("import")) {
            return false;
        }
        ByteWriter out = writer.entry(Section.IMPORT);
        out.sized(cursor.name());
        out.sized(cursor.name());
        cursor.expect(TokenKind.RIGHT);
        importedType(kind, out);
        return true;
    }

    private void export() {
        ByteWriter out = writer.entry(Section.EXPORT);
        out.sized(cursor.name());
        cursor.expect(TokenKind.LEFT);
        External kind = externalKind();
        out.u8(kind.code());
        out.u32(context.external(kind).resolve(cursor));
        cursor.expect(TokenKind.RIGHT);
    }

    private void function(int start) {
        if (inlineImport(External.FUNC)) {
            return;
        }
        int index = next[External.FUNC.ordinal()]++;
        IndexSpace locals = new IndexSpace("local");
        writer.entry(Section.FUNCTION).u32(types.typeUse(locals));
        List<ValueType> declared = new ArrayList<>();
        while (cursor.acceptForm("local")) {
            types.declarations(declared, locals);
        }
        names.indirect(NameKind.LABEL).put(index, instructions.body(writer.code(), locals));
        writer.code().endFunction(declared, start, cursor.start() + 1);
        names.indirect(NameKind.LOCAL).put(index, locals.names());
    }

    private void table() {
        if (inlineImport(External.TABLE)) {
            return;
        }
        int index = next[External.TABLE.ordinal()]++;
        AddressType addresses = limits.addressType();
        ByteWriter out = writer.entry(Section.TABLE);
        if (types.atReferenceType()) {
            ReferenceType type = types.referenceType();
            cursor.expectForm("elem");
            int count = segments.inlineElements(index, addresses, type, writer.entry(Section.ELEMENT));
            cursor.expect(TokenKind.RIGHT);
            TypeWriter.table(LimitsParser.table(addresses, type, count), out);
            return;
        }
        ExternType.Table type = limits.table(addresses);
        if (cursor.at(TokenKind.RIGHT)) {
            TypeWriter.table(type, out);
        } else {
            out.u8(0x40);
            out.u8(0);
            TypeWriter.table(type, out);
            instructions.expression(out);
        }
    }

    private void memory() {
        if (inlineImport(External.MEMORY)) {
            return;
        }
        int index = next[External.MEMORY.ordinal()]++;
        AddressType addresses = limits.addressType();
        ByteWriter out = writer.entry(Section.MEMORY);
        if (cursor.atForm("pagesize") || cursor.atForm("data")) {
            int pageSize = limits.pageSize();
            cursor.expectForm("data");
            int length = segments.inlineData(index, addresses, writer.entry(Section.DATA));
            cursor.expect(TokenKind.RIGHT);
            TypeWriter.memory(LimitsParser.memory(addresses, pageSize, length), out);
        } else {
            TypeWriter.memory(limits.memory(addresses), out);
        }
    }

    private void tag() {
        if (inlineImport(External.TAG)) {
            return;
        }
        next[External.TAG.ordinal()]++;
        tagType(writer.entry(Section.TAG));
    }

    private void tagType(ByteWriter out) {
        out.u8(EXCEPTION);
        out.u32(types.typeUse(new IndexSpace("parameter")));
    }

    private void global() {
        if (inlineImport(External.GLOBAL)) {
            return;
        }
        next[External.GLOBAL.ordinal()]++;
        ByteWriter out = writer.entry(Section.GLOBAL);
        TypeWriter.global(types.globalType(), out);
        instructions.expression(out);
    }
}
