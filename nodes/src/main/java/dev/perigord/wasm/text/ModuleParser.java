package dev.perigord.wasm.text;

import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.module.ValueType;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses the fields of a module (spec 6.6).
 *
 * <p>It reads them twice: first for types and identifiers, which may be used before they are defined, then for the rest.
 */
final class ModuleParser {
    private static final int PAGE_SIZE = 65536;

    private final TokenCursor cursor;
    private final ModuleContext context = new ModuleContext();
    private final TypeParser types;
    private final InstructionParser instructions;
    private final SegmentParser segments;
    private final ModuleWriter writer = new ModuleWriter();
    private final NameSection names;
    private final CustomSections customs;
    /** The kind of the last definition, after which imports may not come. */
    private String lastDefinition;

    private boolean started;
    private int nextFunction;
    private int nextTable;
    private int nextMemory;
    private int nextGlobal;

    /** A parser of a module whose name may be {@code null}, at its first field. */
    ModuleParser(TokenCursor cursor, String moduleName) {
        this.cursor = cursor;
        this.types = new TypeParser(cursor, context.types);
        this.instructions = new InstructionParser(cursor, context, types);
        this.segments = new SegmentParser(cursor, context, types, instructions);
        this.names = new NameSection(moduleName, context.functions);
        this.customs = new CustomSections(cursor.tokens());
    }

    /** Parses all fields that follow. */
    TextModule parse() {
        int start = cursor.index();
        while (!cursor.at(TokenKind.RIGHT) && !cursor.at(TokenKind.END)) {
            declareField();
        }
        cursor.moveTo(start);
        while (cursor.at(TokenKind.LEFT)) {
            customs.allowBefore(cursor.index());
            field();
        }
        customs.allowBefore(cursor.index());
        return writer.finish(context, names, customs);
    }

    // --- declarations ------------------------------------------------------------------------------------------

    private void declareField() {
        cursor.expect(TokenKind.LEFT);
        String keyword = cursor.at(TokenKind.KEYWORD) ? cursor.text() : "";
        switch (keyword) {
            case "type" -> {
                typeDefinition();
                return;
            }
            case "import" -> declareImport();
            case "func", "table", "memory", "global" -> declareDefinition(keyword);
            case "elem" -> declareSegment(context.elements);
            case "data" -> declareSegment(context.data);
            case "start" -> {
                if (started) {
                    throw cursor.error("multiple start sections");
                }
                started = true;
            }
            case "export" -> {}
            default -> throw cursor.unexpected("a module field");
        }
        cursor.skipRest(1);
    }

    private void typeDefinition() {
        cursor.advance();
        context.types.indices().define(cursor);
        cursor.expectForm("func");
        context.types.add(types.functionType(new IndexSpace("parameter")));
        cursor.expect(TokenKind.RIGHT);
        cursor.expect(TokenKind.RIGHT);
    }

    private void declareImport() {
        checkImportOrder();
        cursor.advance();
        cursor.name();
        cursor.name();
        cursor.expect(TokenKind.LEFT);
        externalSpace().define(cursor);
        cursor.skipToClose();
        cursor.advance();
    }

    private void checkImportOrder() {
        if (lastDefinition != null) {
            throw cursor.error("import after " + lastDefinition);
        }
    }

    private void declareDefinition(String keyword) {
        cursor.advance();
        context.external(keyword).define(cursor);
        while (cursor.acceptForm("export")) {
            cursor.skipRest(1);
        }
        if (cursor.atForm("import")) {
            checkImportOrder();
            return;
        }
        lastDefinition = keyword.equals("func") ? "function" : keyword;
        if (keyword.equals("table") && containsForm("elem")) {
            context.elements.defineAnonymous(1);
        } else if (keyword.equals("memory") && containsForm("data")) {
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
            case "type" -> cursor.skipToClose();
            case "import" -> importField();
            case "func" -> function(start);
            case "table" -> table();
            case "memory" -> memory();
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

    private IndexSpace externalSpace() {
        IndexSpace space = cursor.at(TokenKind.KEYWORD) ? context.external(cursor.text()) : null;
        if (space == null) {
            throw cursor.unexpected("func, table, memory or global");
        }
        cursor.advance();
        return space;
    }

    private static int externalKind(String keyword) {
        return switch (keyword) {
            case "func" -> 0;
            case "table" -> 1;
            case "memory" -> 2;
            case "global" -> 3;
            default -> throw new IllegalArgumentException(keyword);
        };
    }

    private void importField() {
        ByteWriter out = writer.entry(Section.IMPORT);
        out.sized(cursor.name());
        out.sized(cursor.name());
        cursor.expect(TokenKind.LEFT);
        String keyword = cursor.text();
        externalSpace();
        cursor.identifier();
        importedType(keyword, out);
        cursor.expect(TokenKind.RIGHT);
    }

    private void importedType(String keyword, ByteWriter out) {
        out.u8(externalKind(keyword));
        switch (keyword) {
            case "func" -> {
                IndexSpace parameters = new IndexSpace("local");
                out.u32(types.typeUse(parameters));
                names.addLocals(nextFunction++, parameters);
            }
            case "table" -> {
                nextTable++;
                types.tableType(types.addressType(), out);
            }
            case "memory" -> {
                nextMemory++;
                types.limits(types.addressType(), out);
            }
            case "global" -> {
                nextGlobal++;
                types.globalType(out);
            }
            default -> throw new IllegalArgumentException(keyword);
        }
    }

    /** Inline exports and an inline import; whether there was one, which is all that the field then says. */
    private boolean inlineImport(String keyword, int index) {
        cursor.identifier();
        while (cursor.acceptForm("export")) {
            ByteWriter out = writer.entry(Section.EXPORT);
            out.sized(cursor.name());
            out.u8(externalKind(keyword));
            out.u32(index);
            cursor.expect(TokenKind.RIGHT);
        }
        if (!cursor.acceptForm("import")) {
            return false;
        }
        ByteWriter out = writer.entry(Section.IMPORT);
        out.sized(cursor.name());
        out.sized(cursor.name());
        cursor.expect(TokenKind.RIGHT);
        importedType(keyword, out);
        return true;
    }

    private void export() {
        ByteWriter out = writer.entry(Section.EXPORT);
        out.sized(cursor.name());
        cursor.expect(TokenKind.LEFT);
        String keyword = cursor.text();
        IndexSpace space = externalSpace();
        out.u8(externalKind(keyword));
        out.u32(space.resolve(cursor));
        cursor.expect(TokenKind.RIGHT);
    }

    private void function(int start) {
        if (inlineImport("func", nextFunction)) {
            return;
        }
        IndexSpace locals = new IndexSpace("local");
        writer.entry(Section.FUNCTION).u32(types.typeUse(locals));
        List<ValueType> declared = new ArrayList<>();
        while (cursor.acceptForm("local")) {
            types.declarations(declared, locals);
        }
        instructions.body(writer.code(), locals);
        writer.code().endFunction(declared, start, cursor.start() + 1);
        names.addLocals(nextFunction++, locals);
    }

    private void table() {
        int index = nextTable;
        if (inlineImport("table", index)) {
            return;
        }
        nextTable++;
        int flags = types.addressType();
        ByteWriter out = writer.entry(Section.TABLE);
        if (types.atReferenceType()) {
            ReferenceType type = types.referenceType();
            cursor.expectForm("elem");
            int count = segments.inlineElements(index, flags != 0, type, writer.entry(Section.ELEMENT));
            cursor.expect(TokenKind.RIGHT);
            TypeParser.write(type, out);
            TypeParser.exactLimits(flags, count, out);
            return;
        }
        ByteWriter type = new ByteWriter();
        types.tableType(flags, type);
        if (cursor.at(TokenKind.RIGHT)) {
            out.part(type, 0, type.size());
        } else {
            out.u8(0x40);
            out.u8(0);
            out.part(type, 0, type.size());
            instructions.expression(out);
        }
    }

    private void memory() {
        int index = nextMemory;
        if (inlineImport("memory", index)) {
            return;
        }
        nextMemory++;
        int flags = types.addressType();
        ByteWriter out = writer.entry(Section.MEMORY);
        if (cursor.acceptForm("data")) {
            int length = segments.inlineData(index, flags != 0, writer.entry(Section.DATA));
            cursor.expect(TokenKind.RIGHT);
            TypeParser.exactLimits(flags, Math.ceilDiv(length, PAGE_SIZE), out);
        } else {
            types.limits(flags, out);
        }
    }

    private void global() {
        if (inlineImport("global", nextGlobal)) {
            return;
        }
        nextGlobal++;
        ByteWriter out = writer.entry(Section.GLOBAL);
        types.globalType(out);
        instructions.expression(out);
    }
}
