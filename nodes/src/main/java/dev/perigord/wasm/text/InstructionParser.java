package dev.perigord.wasm.text;

import dev.perigord.wasm.module.Instruction;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

/**
 * Parses instructions, plain and folded (spec 6.5), and writes them in the order of the binary format.
 *
 * <p>What is open is on a stack of its own instead of Java's, for nothing bounds how deep a text may nest.
 */
final class InstructionParser {
    private enum Kind {
        /** A folded instruction that is written after its operands. */
        OPERANDS,
        /** {@code block} or {@code loop} until {@code end}. */
        BLOCK,
        /** {@code if} until {@code else} or {@code end}. */
        IF,
        /** {@code else} until {@code end}. */
        ELSE,
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
        /** After the branches of a folded {@code if}. */
        AFTER_ELSE
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
        final String label;

        Frame(Kind kind, byte[] pending, int position, String label) {
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
    private final LabelScope labels = new LabelScope();
    private final ImmediateParser immediates;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private ByteWriter out;
    /** Hears where instructions are; {@code null} in constant expressions. */
    private CodeWriter code;

    private IndexSpace locals;

    InstructionParser(TokenCursor cursor, ModuleContext context, TypeParser types) {
        this.cursor = cursor;
        this.immediates = new ImmediateParser(cursor, context, types, labels);
    }

    /** The instructions of a function up to the parenthesis that closes it. */
    void body(CodeWriter code, IndexSpace locals) {
        begin(code.instructions(), code, locals);
        labels.push(null);
        sequence();
        labels.pop();
        emit(Instruction.END, cursor.start());
    }

    /** A constant expression up to the parenthesis that closes what it is in. */
    void expression(ByteWriter out) {
        begin(out, null, new IndexSpace("local"));
        sequence();
        emit(Instruction.END, cursor.start());
    }

    /** A constant expression that is one folded instruction. */
    void foldedExpression(ByteWriter out) {
        begin(out, null, new IndexSpace("local"));
        open();
        while (!frames.isEmpty()) {
            next();
        }
        emit(Instruction.END, cursor.start());
    }

    private void begin(ByteWriter out, CodeWriter code, IndexSpace locals) {
        this.out = out;
        this.code = code;
        this.locals = locals;
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
                frames.pop();
                emit(Instruction.ELSE, position);
                frames.push(Frame.of(Kind.FOLDED_ELSE));
                return;
            }
            case AFTER_ELSE -> throw cursor.unexpected(")");
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
            case BLOCK, LOOP -> {
                block(instruction);
                frames.push(Frame.of(Kind.FOLDED_BLOCK));
            }
            case IF -> {
                cursor.advance();
                String label = cursor.identifier();
                encode(instruction);
                frames.push(new Frame(Kind.CONDITION, out.cut(start), position, label));
            }
            case ELSE, END -> throw cursor.unexpected("an instruction");
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

    private void close() {
        Frame frame = frames.peek();
        switch (frame.kind) {
            case OPERANDS -> {
                frames.pop();
                emitPending(frame);
            }
            case FOLDED_BLOCK, AFTER_THEN, AFTER_ELSE -> {
                frames.pop();
                labels.pop();
                emit(Instruction.END, cursor.start());
            }
            case THEN -> {
                frames.pop();
                frames.push(Frame.of(Kind.AFTER_THEN));
            }
            case FOLDED_ELSE -> {
                frames.pop();
                frames.push(Frame.of(Kind.AFTER_ELSE));
            }
            case CONDITION -> throw cursor.unexpected("(then");
            case BLOCK, IF, ELSE -> throw cursor.unexpected("end");
        }
        cursor.advance();
    }

    // --- plain instructions ------------------------------------------------------------------------------------

    private void plain() {
        Kind top = top();
        if (top == Kind.OPERANDS || top == Kind.CONDITION || top == Kind.AFTER_THEN || top == Kind.AFTER_ELSE) {
            throw cursor.unexpected("a folded instruction");
        }
        int position = cursor.start();
        Instruction instruction = instruction();
        switch (instruction) {
            case BLOCK, LOOP -> {
                block(instruction);
                frames.push(Frame.of(Kind.BLOCK));
            }
            case IF -> {
                block(instruction);
                frames.push(Frame.of(Kind.IF));
            }
            case ELSE -> {
                if (top != Kind.IF) {
                    throw cursor.unexpected("an instruction");
                }
                cursor.advance();
                sameLabel();
                frames.pop();
                frames.push(Frame.of(Kind.ELSE));
                emit(Instruction.ELSE, position);
            }
            case END -> {
                if (top != Kind.BLOCK && top != Kind.IF && top != Kind.ELSE) {
                    throw cursor.unexpected("an instruction");
                }
                cursor.advance();
                sameLabel();
                frames.pop();
                labels.pop();
                emit(Instruction.END, position);
            }
            default -> {
                cursor.advance();
                int start = out.size();
                encode(instruction);
                mark(start, position);
            }
        }
    }

    /** The start of a block, whose keyword is the current token. */
    private void block(Instruction instruction) {
        int start = out.size();
        mark(start, cursor.start());
        cursor.advance();
        String label = cursor.identifier();
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

    /** Writes an instruction whose immediates are the next tokens. */
    private void encode(Instruction named) {
        boolean typedSelect = named == Instruction.SELECT && cursor.atForm("result");
        Instruction instruction = typedSelect ? Instruction.SELECT_TYPED : named;
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
