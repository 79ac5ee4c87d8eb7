package dev.perigord.wasm.text;

import dev.perigord.wasm.module.Instruction;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * Parses instructions, plain and folded (spec 6.5), and writes them in the order of the binary format.
 *
 * <p>What is open is on a stack of its own instead of Java's, for nothing bounds how deep a text may nest.
 */
final class InstructionParser {
    private enum Kind {
        /** A folded instruction that is written after its operands. */
        OPERANDS,
        /** {@code block}, {@code loop} or {@code try_table} until {@code end}. */
        BLOCK,
        /** {@code if} until {@code else} or {@code end}. */
        IF,
        /** {@code else} until {@code end}. */
        ELSE,
        /** {@code try} until {@code catch}, {@code catch_all}, {@code delegate} or {@code end}. */
        TRY,
        /** {@code catch} until the next one, {@code catch_all} or {@code end}. */
        CATCH,
        /** {@code catch_all} until {@code end}. */
        CATCH_ALL,
        /** A folded block until its parenthesis closes. */
        FOLDED_BLOCK,
        /** A folded {@code if}, which is written after its condition, until {@code (then}. */
        CONDITION,
        /** The first branch of a folded {@code if}. */
        THEN,
        /** Between the branches of a folded {@code if}. */
        AFTER_THEN,
        /** The second branch of a folded {@code if}. */
        FOLDED_ELSE,
        /** A folded {@code try} until {@code (do}. */
        FOLDED_TRY,
        /** The instructions that a folded {@code try} guards. */
        DO,
        /** After the instructions that a folded {@code try} guards. */
        AFTER_DO,
        /** A handler of a folded {@code try}. */
        FOLDED_CATCH,
        /** After a handler of a folded {@code try}. */
        AFTER_CATCH,
        /** The last handler of a folded {@code try}. */
        FOLDED_CATCH_ALL,
        /** After the last part of a folded block. */
        COMPLETE,
        /** A folded {@code try} that has ended with {@code delegate}. */
        DELEGATED;

        /** Whether instructions may stand here that are not folded. */
        boolean holdsInstructions() {
            return switch (this) {
                case BLOCK, IF, ELSE, TRY, CATCH, CATCH_ALL -> true;
                case FOLDED_BLOCK, THEN, FOLDED_ELSE, DO, FOLDED_CATCH, FOLDED_CATCH_ALL -> true;
                case OPERANDS, CONDITION, FOLDED_TRY -> false;
                case AFTER_THEN, AFTER_DO, AFTER_CATCH, COMPLETE, DELEGATED -> false;
            };
        }
    }

    /** Something that is still open. */
    private static final class Frame {
        private static final Map<Kind, Frame> PLAIN = new EnumMap<>(Kind.class);

        static {
            for (Kind kind : Kind.values()) {
                PLAIN.put(kind, new Frame(kind, null, 0, null));
            }
        }

        final Kind kind;
        /** The bytes of an instruction that is written later, or {@code null}. */
        final byte[] pending;
        /** Where in the text the pending instruction is. */
        final int position;
        /** The label that a pending {@code if} will have. */
        final LabelScope.Label label;

        Frame(Kind kind, byte[] pending, int position, LabelScope.Label label) {
            this.kind = kind;
            this.pending = pending;
            this.position = position;
            this.label = label;
        }

        /** Something without pending instruction. */
        static Frame of(Kind kind) {
            return PLAIN.get(kind);
        }
    }

    private final TokenCursor cursor;
    private final TypeParser types;
    private final LabelScope labels = new LabelScope();
    private final ImmediateParser immediates;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private ByteWriter out;
    /** Hears where instructions are; {@code null} in constant expressions. */
    private CodeWriter code;

    private IndexSpace locals;

    InstructionParser(TokenCursor cursor, ModuleContext context, TypeParser types) {
        this.cursor = cursor;
        this.types = types;
        this.immediates = new ImmediateParser(cursor, context, types, labels);
    }

    /** The instructions of a function up to the parenthesis that closes it; gives the names of labels. */
    SortedMap<Integer, String> body(CodeWriter code, IndexSpace locals) {
        begin(code.instructions(), code, locals);
        sequence();
        end();
        return labels.names();
    }

    /** A constant expression up to the parenthesis that closes what it is in. */
    void expression(ByteWriter out) {
        begin(out, null, new IndexSpace("local"));
        sequence();
        end();
    }

    /** A constant expression that is one folded instruction. */
    void foldedExpression(ByteWriter out) {
        begin(out, null, new IndexSpace("local"));
        open();
        while (!frames.isEmpty()) {
            next();
        }
        end();
    }

    private void begin(ByteWriter out, CodeWriter code, IndexSpace locals) {
        this.out = out;
        this.code = code;
        this.locals = locals;
        labels.enterFunction();
    }

    private void end() {
        labels.pop();
        emit(Instruction.END, cursor.start());
    }

    private void sequence() {
        while (!frames.isEmpty() || !cursor.at(TokenKind.RIGHT)) {
            next();
        }
    }

    private void next() {
        switch (cursor.kind()) {
            case LEFT -> open();
            case RIGHT -> close();
            case KEYWORD -> plain();
            default -> throw cursor.unexpected("an instruction");
        }
    }

    private Kind top() {
        return frames.isEmpty() ? null : frames.peek().kind;
    }

    /** The innermost part ends and another one of the same begins. */
    private void become(Kind kind) {
        frames.pop();
        frames.push(Frame.of(kind));
    }

    private Instruction instruction() {
        Instruction instruction = cursor.at(TokenKind.KEYWORD) ? Keywords.instruction(cursor.text()) : null;
        if (instruction == null) {
            throw cursor.unexpected("an instruction");
        }
        return instruction;
    }

    // --- folded instructions -----------------------------------------------------------------------------------

    private void open() {
        switch (top()) {
            case CONDITION -> {
                if (cursor.acceptForm("then")) {
                    Frame condition = frames.pop();
                    emitPending(condition);
                    labels.push(condition.label);
                    frames.push(Frame.of(Kind.THEN));
                    return;
                }
            }
            case AFTER_THEN -> {
                cursor.expect(TokenKind.LEFT);
                int position = cursor.start();
                cursor.expectKeyword("else");
                emit(Instruction.ELSE, position);
                become(Kind.FOLDED_ELSE);
                return;
            }
            case FOLDED_TRY -> {
                cursor.expectForm("do");
                become(Kind.DO);
                return;
            }
            case AFTER_DO, AFTER_CATCH -> {
                cursor.expect(TokenKind.LEFT);
                handler(top());
                return;
            }
            case COMPLETE, DELEGATED -> throw cursor.unexpected(")");
            case null, default -> {}
        }
        cursor.expect(TokenKind.LEFT);
        folded();
    }

    private void folded() {
        int position = cursor.start();
        Instruction instruction = instruction();
        int start = out.size();
        switch (instruction) {
            case BLOCK, LOOP, TRY_TABLE -> {
                block(instruction);
                frames.push(Frame.of(Kind.FOLDED_BLOCK));
            }
            case TRY -> {
                block(instruction);
                frames.push(Frame.of(Kind.FOLDED_TRY));
            }
            case IF -> {
                cursor.advance();
                LabelScope.Label label = LabelScope.Label.parse(cursor);
                encode(instruction);
                frames.push(new Frame(Kind.CONDITION, out.cut(start), position, label));
            }
            case ELSE, CATCH, CATCH_ALL, DELEGATE, END -> throw cursor.unexpected("an instruction");
            default -> {
                cursor.advance();
                encode(instruction);
                if (cursor.accept(TokenKind.RIGHT)) {
                    mark(start, position);
                } else {
                    frames.push(new Frame(Kind.OPERANDS, out.cut(start), position, null));
                }
            }
        }
    }

    /** What follows the guarded instructions of a folded {@code try}, after its opening parenthesis. */
    private void handler(Kind after) {
        int position = cursor.start();
        Instruction instruction = instruction();
        switch (instruction) {
            case CATCH -> {
                part(instruction, position);
                become(Kind.FOLDED_CATCH);
            }
            case CATCH_ALL -> {
                part(instruction, position);
                become(Kind.FOLDED_CATCH_ALL);
            }
            case DELEGATE -> {
                if (after != Kind.AFTER_DO) {
                    throw cursor.unexpected("catch");
                }
                labels.pop();
                part(instruction, position);
                cursor.expect(TokenKind.RIGHT);
                become(Kind.DELEGATED);
            }
            default -> throw cursor.unexpected("catch");
        }
    }

    private void close() {
        Frame frame = frames.peek();
        switch (frame.kind) {
            case OPERANDS -> {
                frames.pop();
                emitPending(frame);
            }
            case FOLDED_BLOCK, AFTER_THEN, AFTER_DO, AFTER_CATCH, COMPLETE -> {
                frames.pop();
                labels.pop();
                emit(Instruction.END, cursor.start());
            }
            case THEN -> become(Kind.AFTER_THEN);
            case DO -> become(Kind.AFTER_DO);
            case FOLDED_CATCH -> become(Kind.AFTER_CATCH);
            case FOLDED_ELSE, FOLDED_CATCH_ALL -> become(Kind.COMPLETE);
            case DELEGATED -> frames.pop();
            case CONDITION -> throw cursor.unexpected("(then");
            case FOLDED_TRY -> throw cursor.unexpected("(do");
            case BLOCK, IF, ELSE, TRY, CATCH, CATCH_ALL -> throw cursor.unexpected("end");
        }
        cursor.advance();
    }

    // --- plain instructions ------------------------------------------------------------------------------------

    private void plain() {
        Kind top = top();
        if (top != null && !top.holdsInstructions()) {
            throw cursor.unexpected("a folded instruction");
        }
        int position = cursor.start();
        Instruction instruction = instruction();
        switch (instruction) {
            case BLOCK, LOOP, TRY_TABLE -> {
                block(instruction);
                frames.push(Frame.of(Kind.BLOCK));
            }
            case IF -> {
                block(instruction);
                frames.push(Frame.of(Kind.IF));
            }
            case TRY -> {
                block(instruction);
                frames.push(Frame.of(Kind.TRY));
            }
            case ELSE -> {
                require(top == Kind.IF);
                cursor.advance();
                sameLabel();
                become(Kind.ELSE);
                emit(Instruction.ELSE, position);
            }
            case CATCH, CATCH_ALL -> {
                require(top == Kind.TRY || top == Kind.CATCH);
                part(instruction, position);
                become(instruction == Instruction.CATCH ? Kind.CATCH : Kind.CATCH_ALL);
            }
            case DELEGATE -> {
                require(top == Kind.TRY);
                frames.pop();
                labels.pop();
                part(instruction, position);
            }
            case END -> {
                require(top != null && isPlainBlock(top));
                cursor.advance();
                sameLabel();
                frames.pop();
                labels.pop();
                emit(Instruction.END, position);
            }
            default -> part(instruction, position);
        }
    }

    private static boolean isPlainBlock(Kind kind) {
        return switch (kind) {
            case BLOCK, IF, ELSE, TRY, CATCH, CATCH_ALL -> true;
            default -> false;
        };
    }

    private void require(boolean allowed) {
        if (!allowed) {
            throw cursor.unexpected("an instruction");
        }
    }

    /** The start of a block, whose keyword is the current token. */
    private void block(Instruction instruction) {
        int start = out.size();
        mark(start, cursor.start());
        cursor.advance();
        LabelScope.Label label = LabelScope.Label.parse(cursor);
        encode(instruction);
        labels.push(label);
    }

    /** The label that may be repeated after {@code else} and {@code end}. */
    private void sameLabel() {
        int token = cursor.index();
        String label = cursor.identifier();
        if (label != null && !label.equals(labels.innermost())) {
            cursor.moveTo(token);
            throw cursor.error("mismatching label $" + label);
        }
    }

    // --- encoding ----------------------------------------------------------------------------------------------

    /** Writes an instruction whose keyword is the current token. */
    private void part(Instruction instruction, int position) {
        cursor.advance();
        int start = out.size();
        encode(instruction);
        mark(start, position);
    }

    /** Writes an instruction whose immediates are the next tokens. */
    private void encode(Instruction named) {
        boolean variant =
                switch (named) {
                    case SELECT -> cursor.atForm("result");
                    case REF_TEST, REF_CAST, REF_CAST_DESC_EQ -> types.atNullableReferenceType();
                    default -> false;
                };
        Instruction instruction = variant ? Keywords.variant(named) : named;
        opcode(instruction);
        immediates.parse(instruction.immediates(), instruction.naturalAlignment(), locals, out);
    }

    private void opcode(Instruction instruction) {
        int opcode = instruction.opcode();
        int prefix = opcode >>> 16;
        if (prefix == 0) {
            out.u8(opcode);
        } else {
            out.u8(prefix);
            out.u32(opcode & 0xFFFF);
        }
    }

    private void emit(Instruction instruction, int position) {
        mark(out.size(), position);
        opcode(instruction);
    }

    private void emitPending(Frame frame) {
        mark(out.size(), frame.position);
        out.bytes(frame.pending);
    }

    private void mark(int offset, int position) {
        if (code != null) {
            code.mark(offset, position);
        }
    }
}
