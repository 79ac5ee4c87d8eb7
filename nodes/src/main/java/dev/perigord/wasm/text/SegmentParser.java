package dev.perigord.wasm.text;

import dev.perigord.wasm.module.AbstractHeapType;
import dev.perigord.wasm.module.AddressType;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.module.ReferenceType;

/** Parses element and data segments (spec 6.6.11, 6.6.12), whether fields of their own or inside of others. */
final class SegmentParser {
    private static final int NOT_ACTIVE = 1;
    /** The index of a table or memory is given; or, if not active, the segment is declarative. */
    private static final int EXPLICIT = 2;

    private static final int EXPRESSIONS = 4;

    /**
     * The elements of a segment.
     *
     * @param type their type, or {@code null} if they are indices of functions
     */
    private record Elements(ReferenceType type, int count, ByteWriter items) {
        void write(ByteWriter out) {
            out.u32(count);
            out.part(items, 0, items.size());
        }
    }

    private final TokenCursor cursor;
    private final ModuleContext context;
    private final TypeParser types;
    private final InstructionParser instructions;

    SegmentParser(TokenCursor cursor, ModuleContext context, TypeParser types, InstructionParser instructions) {
        this.cursor = cursor;
        this.context = context;
        this.types = types;
        this.instructions = instructions;
    }

    // --- elements ----------------------------------------------------------------------------------------------

    /** What follows an element segment's identifier. */
    void element(ByteWriter out) {
        if (cursor.acceptKeyword("declare")) {
            inactive(NOT_ACTIVE | EXPLICIT, out);
            return;
        }
        boolean oldForm = cursor.at(TokenKind.NATURAL);
        boolean tableGiven = atContainer("table");
        int table = tableGiven ? container("table", context.tables) : 0;
        if (!tableGiven && !atOffset()) {
            inactive(NOT_ACTIVE, out);
            return;
        }
        ByteWriter offset = new ByteWriter();
        offset(offset);
        active(table, offset, elements(!tableGiven || oldForm), out);
    }

    /** The list inside of a table whose element type was given before it; gives its length. */
    int inlineElements(int table, AddressType addresses, ReferenceType type, ByteWriter out) {
        Elements elements;
        if (cursor.at(TokenKind.LEFT)) {
            elements = expressions(type);
        } else {
            elements = type.heapType() == AbstractHeapType.FUNC ? indices() : references(type);
        }
        active(table, zero(addresses), elements, out);
        return elements.count;
    }

    private void inactive(int flags, ByteWriter out) {
        Elements elements = elements(false);
        if (elements.type == null) {
            out.u32(flags);
            out.u8(0);
        } else {
            out.u32(flags | EXPRESSIONS);
            TypeWriter.value(elements.type, out);
        }
        elements.write(out);
    }

    private static void active(int table, ByteWriter offset, Elements elements, ByteWriter out) {
        boolean functions = elements.type == null;
        boolean shortForm = table == 0 && (functions || elements.type.equals(ReferenceType.FUNCREF));
        out.u32((functions ? 0 : EXPRESSIONS) | (shortForm ? 0 : EXPLICIT));
        if (!shortForm) {
            out.u32(table);
        }
        out.part(offset, 0, offset.size());
        if (!shortForm && functions) {
            out.u8(0);
        } else if (!shortForm) {
            TypeWriter.value(elements.type, out);
        }
        elements.write(out);
    }

    private Elements elements(boolean mayOmitFunc) {
        if (types.atReferenceType()) {
            return expressions(types.referenceType());
        }
        if (cursor.acceptKeyword("func") || (mayOmitFunc && !cursor.at(TokenKind.KEYWORD))) {
            return indices();
        }
        throw cursor.unexpected("func or a reference type");
    }

    private Elements indices() {
        ByteWriter items = new ByteWriter();
        int count = 0;
        for (; cursor.atIndex(); count++) {
            items.u32(context.functions.resolve(cursor));
        }
        return new Elements(null, count, items);
    }

    /** Functions in a table of another type than function indices have. */
    private Elements references(ReferenceType type) {
        ByteWriter items = new ByteWriter();
        int count = 0;
        for (; cursor.atIndex(); count++) {
            items.u8(Instruction.REF_FUNC.opcode());
            items.u32(context.functions.resolve(cursor));
            items.u8(Instruction.END.opcode());
        }
        return new Elements(type, count, items);
    }

    private Elements expressions(ReferenceType type) {
        ByteWriter items = new ByteWriter();
        int count = 0;
        for (; cursor.at(TokenKind.LEFT); count++) {
            expression("item", items);
        }
        return new Elements(type, count, items);
    }

    // --- data --------------------------------------------------------------------------------------------------

    /** What follows a data segment's identifier. */
    void data(ByteWriter out) {
        boolean memoryGiven = atContainer("memory");
        int memory = memoryGiven ? container("memory", context.memories) : 0;
        if (!memoryGiven && !cursor.at(TokenKind.LEFT)) {
            out.u32(NOT_ACTIVE);
        } else {
            memory(memory, out);
            offset(out);
        }
        out.sized(cursor.strings());
    }

    /** The strings inside of a memory; gives their length. */
    int inlineData(int memory, AddressType addresses, ByteWriter out) {
        byte[] bytes = cursor.strings();
        memory(memory, out);
        ByteWriter offset = zero(addresses);
        out.part(offset, 0, offset.size());
        out.sized(bytes);
        return bytes.length;
    }

    private static void memory(int memory, ByteWriter out) {
        out.u32(memory == 0 ? 0 : EXPLICIT);
        if (memory != 0) {
            out.u32(memory);
        }
    }

    // --- tables and memories -----------------------------------------------------------------------------------

    /** Whether the table or memory is given, as {@code (table 1)} or as WebAssembly 1.0 wrote it, {@code 1}. */
    private boolean atContainer(String keyword) {
        return cursor.atForm(keyword) || cursor.at(TokenKind.NATURAL);
    }

    private int container(String keyword, IndexSpace space) {
        if (!cursor.acceptForm(keyword)) {
            return space.resolve(cursor);
        }
        int index = space.resolve(cursor);
        cursor.expect(TokenKind.RIGHT);
        return index;
    }

    // --- expressions -------------------------------------------------------------------------------------------

    private boolean atOffset() {
        return cursor.at(TokenKind.LEFT) && !cursor.atForm("ref");
    }

    private void offset(ByteWriter out) {
        if (!cursor.at(TokenKind.LEFT)) {
            throw cursor.unexpected("(offset");
        }
        expression("offset", out);
    }

    /** An expression in a form with a keyword, or one folded instruction without it. */
    private void expression(String keyword, ByteWriter out) {
        if (cursor.acceptForm(keyword)) {
            instructions.expression(out);
            cursor.expect(TokenKind.RIGHT);
        } else {
            instructions.foldedExpression(out);
        }
    }

    private static ByteWriter zero(AddressType addresses) {
        ByteWriter out = new ByteWriter();
        out.u8((addresses == AddressType.I64 ? Instruction.I64_CONST : Instruction.I32_CONST).opcode());
        out.signed(0);
        out.u8(Instruction.END.opcode());
        return out;
    }
}
