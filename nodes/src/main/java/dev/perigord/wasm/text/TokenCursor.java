package dev.perigord.wasm.text;

import dev.perigord.wasm.module.MalformedException;

/** A place in a token stream: what every parser of a text format is built on. */
public final class TokenCursor {
    private final Tokens tokens;
    private final NameAnnotations names;
    private int token;

    /** A cursor at the first token. */
    public TokenCursor(Tokens tokens) {
        this.tokens = tokens;
        this.names = new NameAnnotations(tokens);
    }

    /** The stream. */
    public Tokens tokens() {
        return tokens;
    }

    /** The index of the current token. */
    public int index() {
        return token;
    }

    /** Continues at a token. */
    public void moveTo(int index) {
        token = index;
    }

    /** Passes a token, whichever it is. */
    public void advance() {
        token++;
    }

    /** Where the current token starts. */
    public int start() {
        return tokens.start(Math.min(token, tokens.size() - 1));
    }

    /** The kind of the current token. */
    public TokenKind kind() {
        return tokens.kind(token);
    }

    /** The characters of the current token. */
    public String text() {
        return tokens.text(token);
    }

    /** Whether the current token is of a kind. */
    public boolean at(TokenKind kind) {
        return kind() == kind;
    }

    /** Whether the current token is a certain keyword. */
    public boolean atKeyword(String keyword) {
        return tokens.isKeyword(token, keyword);
    }

    /** Whether the current token opens a form with a keyword. */
    public boolean atForm(String keyword) {
        return kind() == TokenKind.LEFT && tokens.isKeyword(token + 1, keyword);
    }

    /** Whether an index stands here, as a number or an identifier. */
    public boolean atIndex() {
        return at(TokenKind.NATURAL) || at(TokenKind.IDENTIFIER);
    }

    /** Whether an identifier or a {@code @name} annotation names what is defined here. */
    boolean atDefinedName() {
        return at(TokenKind.IDENTIFIER) || names.standBefore(token);
    }

    /** Passes a token of a kind, if one stands here. */
    public boolean accept(TokenKind kind) {
        if (at(kind)) {
            token++;
            return true;
        }
        return false;
    }

    /** Passes a keyword, if it stands here. */
    public boolean acceptKeyword(String keyword) {
        if (atKeyword(keyword)) {
            token++;
            return true;
        }
        return false;
    }

    /** Passes the beginning of a form, if it stands here. */
    public boolean acceptForm(String keyword) {
        if (atForm(keyword)) {
            token += 2;
            return true;
        }
        return false;
    }

    /** Passes a token of a kind, which must stand here. */
    public void expect(TokenKind kind) {
        if (!accept(kind)) {
            throw unexpected(kind.description());
        }
    }

    /** Passes a keyword, which must stand here. */
    public void expectKeyword(String keyword) {
        if (!acceptKeyword(keyword)) {
            throw unexpected(keyword);
        }
    }

    /** Passes the beginning of a form, which must stand here. */
    public void expectForm(String keyword) {
        expect(TokenKind.LEFT);
        expectKeyword(keyword);
    }

    /** The text of a keyword, whichever it is. */
    public String keyword() {
        if (!at(TokenKind.KEYWORD)) {
            throw unexpected(TokenKind.KEYWORD.description());
        }
        String text = text();
        token++;
        return text;
    }

    /** The name of an identifier without its dollar sign, or {@code null} if there is none. */
    public String identifier() {
        if (!at(TokenKind.IDENTIFIER)) {
            return null;
        }
        int start = tokens.start(token) + 1;
        int end = tokens.end(token++);
        String source = tokens.source();
        return source.charAt(start) == '"'
                ? StringLiterals.fromUtf8(StringLiterals.decode(source, start, end))
                : source.substring(start, end);
    }

    /** The name that an annotation gives to what is defined here, or {@code null}; it may stand after an identifier. */
    public String annotatedName() {
        return names.take(token);
    }

    /** Reports annotations that name nothing. */
    void checkAnnotatedNames() {
        names.checkAllTaken();
    }

    /** The bytes of a string. */
    public byte[] string() {
        if (!at(TokenKind.STRING)) {
            throw unexpected(TokenKind.STRING.description());
        }
        byte[] bytes = StringLiterals.decode(tokens.source(), tokens.start(token), tokens.end(token));
        token++;
        return bytes;
    }

    /** The bytes of all strings that follow. */
    public byte[] strings() {
        ByteWriter bytes = new ByteWriter();
        while (at(TokenKind.STRING)) {
            bytes.bytes(string());
        }
        return bytes.toByteArray();
    }

    /** The code point of a character literal. */
    public int character() {
        if (!at(TokenKind.CHARACTER)) {
            throw unexpected(TokenKind.CHARACTER.description());
        }
        byte[] bytes = StringLiterals.decode(tokens.source(), tokens.start(token), tokens.end(token));
        String character = StringLiterals.fromUtf8(bytes);
        if (character == null || character.codePointCount(0, character.length()) != 1) {
            throw error("a character literal must be one code point");
        }
        token++;
        return character.codePointAt(0);
    }

    /** The bytes of a string that must be UTF-8. */
    public byte[] name() {
        byte[] bytes = string();
        if (!StringLiterals.isUtf8(bytes)) {
            token--;
            throw error("malformed UTF-8 encoding");
        }
        return bytes;
    }

    /** A natural number of 32 bits. */
    public int u32() {
        if (!at(TokenKind.NATURAL)) {
            throw unexpected(TokenKind.NATURAL.description());
        }
        try {
            int value = NumberLiterals.i32(text());
            token++;
            return value;
        } catch (NumberLiterals.OutOfRangeException e) {
            throw error("i32 constant out of range");
        }
    }

    /** A natural number of 64 bits. */
    public long u64() {
        if (!at(TokenKind.NATURAL)) {
            throw unexpected(TokenKind.NATURAL.description());
        }
        try {
            long value = NumberLiterals.i64(text());
            token++;
            return value;
        } catch (NumberLiterals.OutOfRangeException e) {
            throw error("i64 constant out of range");
        }
    }

    /** The index of a vector's lane: a natural number of 8 bits. */
    int laneIndex() {
        if (!at(TokenKind.NATURAL)) {
            throw unexpected("a lane index");
        }
        return i8() & 0xFF;
    }

    int i8() {
        return narrow(Byte.SIZE);
    }

    int i16() {
        return narrow(Short.SIZE);
    }

    int i32() {
        return narrow(Integer.SIZE);
    }

    private int narrow(int bits) {
        String literal = integer();
        try {
            return NumberLiterals.narrow(literal, bits);
        } catch (NumberLiterals.OutOfRangeException e) {
            throw outOfRange(e);
        }
    }

    /** An integer of 64 bits, signed or unsigned. */
    public long i64() {
        String literal = integer();
        try {
            return NumberLiterals.i64(literal);
        } catch (NumberLiterals.OutOfRangeException e) {
            throw outOfRange(e);
        }
    }

    /** The bits of a 32-bit floating-point number. */
    public int f32() {
        String literal = number();
        try {
            return NumberLiterals.f32(literal);
        } catch (NumberLiterals.OutOfRangeException e) {
            throw outOfRange(e);
        }
    }

    /** The bits of a 64-bit floating-point number. */
    public long f64() {
        String literal = number();
        try {
            return NumberLiterals.f64(literal);
        } catch (NumberLiterals.OutOfRangeException e) {
            throw outOfRange(e);
        }
    }

    private MalformedException outOfRange(NumberLiterals.OutOfRangeException e) {
        token--;
        return error(e.getMessage());
    }

    private String integer() {
        if (!at(TokenKind.NATURAL) && !at(TokenKind.INTEGER)) {
            throw unexpected(TokenKind.INTEGER.description());
        }
        return tokens.text(token++);
    }

    private String number() {
        return at(TokenKind.FLOAT) ? tokens.text(token++) : integer();
    }

    /** Passes over the rest of a form whose opening parenthesis and {@code depth - 1} more have been passed. */
    public void skipRest(int depth) {
        int firstError = -1;
        for (int open = depth; open > 0; token++) {
            switch (kind()) {
                case LEFT -> open++;
                case RIGHT -> open--;
                case ERROR -> firstError = firstError < 0 ? token : firstError;
                case END -> {
                    if (firstError >= 0) {
                        token = firstError;
                    }
                    throw unexpected(")");
                }
                default -> {}
            }
        }
    }

    /** Passes over what stands between here and the parenthesis that closes the current form. */
    public void skipToClose() {
        skipRest(1);
        token--;
    }

    /** An error with the position of the current token. */
    public MalformedException error(String message) {
        return Errors.at(tokens.source(), start(), message);
    }

    /** The error that the current token is not what may stand here. */
    public MalformedException unexpected(String expected) {
        return error(
                switch (kind()) {
                    case ERROR -> tokens.error(token);
                    case RESERVED -> "unknown operator " + text();
                    case KEYWORD ->
                        Keywords.isKnown(text())
                                ? "unexpected token " + text() + ", expected " + expected
                                : "unknown operator " + text();
                    case END -> "unexpected token: the text ends, expected " + expected;
                    default -> "unexpected token " + text() + ", expected " + expected;
                });
    }
}
