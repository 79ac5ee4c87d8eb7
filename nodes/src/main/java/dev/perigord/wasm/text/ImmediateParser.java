package dev.perigord.wasm.text;

import dev.perigord.wasm.module.Immediates;
import dev.perigord.wasm.module.ValueType;
import java.util.ArrayList;
import java.util.List;

/** Parses what follows an instruction's name (spec 6.5) and writes what follows its opcode (spec 5.4). */
final class ImmediateParser {
    private static final int HAS_MEMORY_INDEX = 1 << 6;

    private final TokenCursor cursor;
    private final ModuleContext context;
    private final TypeParser types;
    private final LabelScope labels;

    ImmediateParser(TokenCursor cursor, ModuleContext context, TypeParser types, LabelScope labels) {
        this.cursor = cursor;
        this.context = context;
        this.types = types;
        this.labels = labels;
    }

    void parse(Immediates immediates, int naturalAlignment, IndexSpace locals, ByteWriter out) {
        switch (immediates) {
            case NONE -> {}
            case BLOCK_TYPE -> types.blockType(out);
            case LABEL -> out.u32(labels.resolve(cursor));
            case LABEL_TABLE -> labelTable(out);
            case FUNCTION -> out.u32(context.functions.resolve(cursor));
            case TYPE_TABLE -> {
                int table = context.tables.resolveOrZero(cursor);
                out.u32(types.typeUse(null));
                out.u32(table);
            }
            case LOCAL -> out.u32(locals.resolve(cursor));
            case GLOBAL -> out.u32(context.globals.resolve(cursor));
            case TABLE -> out.u32(context.tables.resolveOrZero(cursor));
            case TABLE_TABLE -> bothOrNone(context.tables, out);
            case ELEMENT_TABLE -> segment(context.elements, context.tables, out);
            case ELEMENT -> out.u32(context.elements.resolve(cursor));
            case MEMORY -> out.u32(context.memories.resolveOrZero(cursor));
            case MEMORY_MEMORY -> bothOrNone(context.memories, out);
            case DATA_MEMORY -> {
                context.needsDataCount = true;
                segment(context.data, context.memories, out);
            }
            case DATA -> {
                context.needsDataCount = true;
                out.u32(context.data.resolve(cursor));
            }
            case MEMORY_ARGUMENT -> memoryArgument(cursor.atIndex(), naturalAlignment, out);
            case MEMORY_ARGUMENT_LANE -> {
                memoryArgument(atMemoryBeforeLane(), naturalAlignment, out);
                out.u8(cursor.laneIndex());
            }
            case LANE -> out.u8(cursor.laneIndex());
            case LANES -> VectorLiterals.laneIndices(cursor, out);
            case VALUE_TYPES -> valueTypes(out);
            case HEAP_TYPE -> TypeParser.write(types.heapType(), out);
            case I32 -> out.signed(cursor.i32());
            case I64 -> out.signed(cursor.i64());
            case F32 -> out.fixed(cursor.f32(), Float.BYTES);
            case F64 -> out.fixed(cursor.f64(), Double.BYTES);
            case V128 -> {
                ScriptValue.V128 vector = VectorLiterals.vector(cursor);
                out.fixed(vector.low(), Long.BYTES);
                out.fixed(vector.high(), Long.BYTES);
            }
            default -> throw new AssertionError(immediates);
        }
    }

    private void labelTable(ByteWriter out) {
        IntList targets = new IntList();
        do {
            targets.add(labels.resolve(cursor));
        } while (cursor.atIndex());
        out.u32(targets.size() - 1);
        for (int i = 0; i < targets.size(); i++) {
            out.u32(targets.get(i));
        }
    }

    /** Destination and source. */
    private void bothOrNone(IndexSpace space, ByteWriter out) {
        boolean given = cursor.atIndex();
        out.u32(space.resolveOrZero(cursor));
        out.u32(given ? space.resolve(cursor) : 0);
    }

    /** A segment, before which the text may name the container, which comes second in the binary. */
    private void segment(IndexSpace segments, IndexSpace containers, ByteWriter out) {
        int first = cursor.index();
        cursor.advance();
        boolean containerGiven = cursor.atIndex();
        cursor.moveTo(first);
        int container = containerGiven ? containers.resolve(cursor) : 0;
        out.u32(segments.resolve(cursor));
        out.u32(container);
    }

    /** Whether a memory index comes next, not the lane index: a name, or a number behind which there is more. */
    private boolean atMemoryBeforeLane() {
        if (!cursor.at(TokenKind.NATURAL)) {
            return cursor.at(TokenKind.IDENTIFIER);
        }
        TokenKind next = cursor.tokens().kind(cursor.index() + 1);
        return next == TokenKind.NATURAL || (next == TokenKind.KEYWORD && isOption(cursor.index() + 1));
    }

    private boolean isOption(int token) {
        String word = cursor.tokens().text(token);
        return word.startsWith("offset=") || word.startsWith("align=");
    }

    private void memoryArgument(boolean memoryGiven, int naturalAlignment, ByteWriter out) {
        int memory = memoryGiven ? context.memories.resolve(cursor) : 0;
        long offset = option("offset=", 0);
        int start = cursor.index();
        long alignment = option("align=", 1L << naturalAlignment);
        if (Long.bitCount(alignment) != 1) {
            cursor.moveTo(start);
            throw cursor.error("alignment must be a power of two");
        }
        int exponent = Long.numberOfTrailingZeros(alignment);
        if (memory == 0) {
            out.u32(exponent);
        } else {
            out.u32(exponent | HAS_MEMORY_INDEX);
            out.u32(memory);
        }
        out.u64(offset);
    }

    /** The value of a word such as {@code offset=8}. */
    private long option(String prefix, long otherwise) {
        if (!cursor.at(TokenKind.KEYWORD) || !cursor.text().startsWith(prefix)) {
            return otherwise;
        }
        String word = cursor.text();
        boolean number = word.length() > prefix.length()
                && NumberLiterals.kind(word, prefix.length(), word.length()) == TokenKind.NATURAL;
        if (!number) {
            throw cursor.unexpected("a natural number");
        }
        try {
            long value = NumberLiterals.i64(word.substring(prefix.length()));
            cursor.advance();
            return value;
        } catch (NumberLiterals.OutOfRangeException e) {
            throw cursor.error("i64 constant out of range");
        }
    }

    private void valueTypes(ByteWriter out) {
        List<ValueType> results = new ArrayList<>();
        while (cursor.acceptForm("result")) {
            types.declarations(results, null);
        }
        TypeParser.write(results, out);
    }
}
