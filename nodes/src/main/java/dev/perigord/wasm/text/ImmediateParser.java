package dev.perigord.wasm.text;

import dev.perigord.wasm.module.Immediates;
import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.module.ValueType;
import java.util.ArrayList;
import java.util.List;

/** Parses what follows an instruction's name (spec 6.5) and writes what follows its opcode (spec 5.4). */
final class ImmediateParser {
    private static final int HAS_MEMORY_INDEX = 1 << 6;

    private static final int FROM_NULLABLE = 1;
    private static final int TO_NULLABLE = 2;

    /**
     * A clause that leads to a label.
     *
     * @param code its byte in the binary format
     * @param hasTag whether the keyword is followed by a tag
     * @param word what stands in place of the label, or {@code null}
     */
    private record Clause(String keyword, int code, boolean hasTag, String word) {}

    private static final List<Clause> CATCHES = List.of(
            new Clause("catch", 0, true, null),
            new Clause("catch_ref", 1, true, null),
            new Clause("catch_all", 2, false, null),
            new Clause("catch_all_ref", 3, false, null));

    private static final List<Clause> HANDLERS =
            List.of(new Clause("on", 1, true, "switch"), new Clause("on", 0, true, null));

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
            case FENCE -> out.u8(0);
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
            case HEAP_TYPE -> TypeWriter.heap(types.heapType(), out);
            case TYPE -> type(out);
            case TYPE_TYPE -> {
                type(out);
                type(out);
            }
            case TYPE_FIELD -> out.u32(context.types.fields(type(out)).resolve(cursor));
            case TYPE_COUNT -> {
                type(out);
                out.u32(cursor.u32());
            }
            case TYPE_DATA -> {
                context.needsDataCount = true;
                type(out);
                out.u32(context.data.resolve(cursor));
            }
            case TYPE_ELEMENT -> {
                type(out);
                out.u32(context.elements.resolve(cursor));
            }
            case TYPE_TAG -> {
                type(out);
                out.u32(context.tags.resolve(cursor));
            }
            case TAG -> out.u32(context.tags.resolve(cursor));
            case TRY_TABLE -> {
                types.blockType(out);
                clauses(CATCHES, out);
            }
            case RESUME -> {
                type(out);
                clauses(HANDLERS, out);
            }
            case RESUME_THROW -> {
                type(out);
                out.u32(context.tags.resolve(cursor));
                clauses(HANDLERS, out);
            }
            case CAST -> TypeWriter.heap(types.referenceType().heapType(), out);
            case BRANCH_CAST -> branchCast(out);
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

    private int type(ByteWriter out) {
        int type = context.types.indices().resolve(cursor);
        out.u32(type);
        return type;
    }

    private void branchCast(ByteWriter out) {
        int label = labels.resolve(cursor);
        ReferenceType from = types.referenceType();
        ReferenceType to = types.referenceType();
        out.u8((from.nullable() ? FROM_NULLABLE : 0) | (to.nullable() ? TO_NULLABLE : 0));
        out.u32(label);
        TypeWriter.heap(from.heapType(), out);
        TypeWriter.heap(to.heapType(), out);
    }

    /** The clauses of a block or call that say where exceptions or suspensions go. */
    private void clauses(List<Clause> possible, ByteWriter out) {
        ByteWriter clauses = new ByteWriter();
        int count = 0;
        for (Clause clause = next(possible); clause != null; clause = next(possible)) {
            clauses.u8(clause.code);
            if (clause.hasTag) {
                clauses.u32(context.tags.resolve(cursor));
            }
            if (clause.word != null) {
                cursor.expectKeyword(clause.word);
            } else {
                clauses.u32(labels.resolve(cursor));
            }
            cursor.expect(TokenKind.RIGHT);
            count++;
        }
        out.u32(count);
        out.part(clauses, 0, clauses.size());
    }

    /** The clause whose keyword and, if it needs one, word are there; passes the keyword. */
    private Clause next(List<Clause> possible) {
        for (Clause clause : possible) {
            boolean matches = cursor.atForm(clause.keyword)
                    && (clause.word == null || cursor.tokens().isKeyword(cursor.index() + 3, clause.word));
            if (matches) {
                cursor.acceptForm(clause.keyword);
                return clause;
            }
        }
        return null;
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
        TypeWriter.values(results, out);
    }
}
