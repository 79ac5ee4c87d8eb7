package dev.perigord.wasm.text;

import java.util.Arrays;

/**
 * Divides text into tokens (spec 6.3).
 *
 * <p>Errors become tokens of their own: the parser reports them when it reaches them, and a script survives a form that
 * has one.
 */
public final class Lexer {
    private static final boolean[] IDENTIFIER_CHARACTERS = new boolean[128];

    static {
        Arrays.fill(IDENTIFIER_CHARACTERS, 0x21, 0x7F, true);
        for (char c : "\"(),;[]{}".toCharArray()) {
            IDENTIFIER_CHARACTERS[c] = false;
        }
    }

    private final String text;
    private final int end;
    private final Tokens tokens;
    private int position;
    /** Inside of an annotation there are errors but no tokens. */
    private boolean silent;

    private Lexer(String text, int start, int end) {
        this.text = text;
        this.end = end;
        this.position = start;
        this.tokens = new Tokens(text, (end - start) / 4 + 16);
    }

    /** The tokens of a text. */
    public static Tokens tokens(String text) {
        return tokens(text, 0, text.length());
    }

    /** The tokens of a part of a text; their positions are those in the whole text. */
    public static Tokens tokens(String text, int start, int end) {
        Lexer lexer = new Lexer(text, start, end);
        while (lexer.position < end) {
            lexer.next();
        }
        lexer.tokens.add(TokenKind.END, end, end);
        return lexer.tokens;
    }

    /** The first tokens of a text, so many if there are. */
    public static Tokens firstTokens(String text, int count) {
        Lexer lexer = new Lexer(text, 0, text.length());
        while (lexer.position < lexer.end && lexer.tokens.size() < count) {
            lexer.next();
        }
        lexer.tokens.add(TokenKind.END, lexer.position, lexer.position);
        return lexer.tokens;
    }

    private void next() {
        char c = text.charAt(position);
        switch (c) {
            case ' ', '\t', '\n', '\r' -> position++;
            case '(' -> {
                if (follows(';')) {
                    blockComment();
                } else if (follows('@')) {
                    annotation();
                } else {
                    add(TokenKind.LEFT, position, ++position);
                }
            }
            case ')' -> add(TokenKind.RIGHT, position, ++position);
            default -> {
                if (c == ';' && follows(';')) {
                    lineComment();
                } else if (c == '\'' && characterLength() > 0) {
                    add(TokenKind.CHARACTER, position, position += characterLength());
                } else if (isReserved(c)) {
                    word();
                } else {
                    int length = Character.charCount(text.codePointAt(position));
                    error("illegal character", position, position + length);
                    position += length;
                }
            }
        }
    }

    /** The length of the character literal that stands here, or 0. Core WebAssembly has none. */
    private int characterLength() {
        int content = position + 1;
        if (content >= end || text.charAt(content) == '\'' || text.charAt(content) < ' ') {
            return 0;
        }
        int length = text.charAt(content) == '\\'
                ? StringLiterals.escapeLength(text, content, end)
                : Character.charCount(text.codePointAt(content));
        int close = content + length;
        return length > 0 && close < end && text.charAt(close) == '\'' ? close + 1 - position : 0;
    }

    private boolean follows(char expected) {
        return position + 1 < end && text.charAt(position + 1) == expected;
    }

    private void lineComment() {
        while (position < end && text.charAt(position) != '\n' && text.charAt(position) != '\r') {
            position++;
        }
    }

    private void blockComment() {
        int start = position;
        position += 2;
        for (int depth = 1; depth > 0; ) {
            if (position >= end) {
                error("unclosed comment", start, end);
                return;
            }
            char c = text.charAt(position);
            if (c == '(' && follows(';')) {
                depth++;
                position += 2;
            } else if (c == ';' && follows(')')) {
                depth--;
                position += 2;
            } else {
                position++;
            }
        }
    }

    private void annotation() {
        int start = position;
        if (silent) {
            // What is in an annotation need only be well-nested; "(@)" is no annotation there.
            add(TokenKind.LEFT, position, ++position);
            return;
        }
        position += 2;
        String id = annotationId(start);
        int content = position;
        silent = true;
        int depth = 1;
        while (depth > 0 && position < end) {
            char c = text.charAt(position);
            if (c == '(' && !follows(';')) {
                depth++;
            } else if (c == ')') {
                depth--;
            }
            next();
        }
        silent = false;
        if (depth > 0) {
            error("unclosed annotation", start, end);
        } else if (id != null) {
            tokens.addAnnotation(id, start, content, position);
        }
    }

    /** What follows the at sign, or {@code null} after an error. */
    private String annotationId(int start) {
        int idStart = position;
        if (position < end && text.charAt(position) == '"') {
            String problem = string();
            if (problem != null || position - idStart == 2) {
                error("empty annotation id", start, position);
                return null;
            }
            byte[] bytes = StringLiterals.decode(text, idStart, position);
            if (!StringLiterals.isUtf8(bytes)) {
                error("malformed UTF-8 encoding", start, position);
                return null;
            }
            return StringLiterals.fromUtf8(bytes);
        }
        while (position < end && isIdentifier(text.charAt(position))) {
            position++;
        }
        if (position == idStart) {
            error("empty annotation id", start, position);
            return null;
        }
        return text.substring(idStart, position);
    }

    /** Everything but parentheses, space and comments: the longest match decides what it is. */
    private void word() {
        int start = position;
        String problem = null;
        int strings = 0;
        boolean punctuation = false;
        while (position < end) {
            char c = text.charAt(position);
            if (c == '"') {
                strings++;
                String stringProblem = string();
                problem = problem == null ? stringProblem : problem;
            } else if (isIdentifier(c)) {
                position++;
            } else if (isReserved(c) && !(c == ';' && follows(';'))) {
                punctuation = true;
                position++;
            } else {
                break;
            }
        }
        if (text.charAt(start) == '$' && !punctuation && !silent) {
            identifier(start, strings, problem);
        } else if (problem != null) {
            error(problem, start, position);
        } else {
            add(wordKind(start, strings, punctuation), start, position);
        }
    }

    private void identifier(int start, int strings, String problem) {
        boolean quoted = strings == 1 && text.charAt(start + 1) == '"' && text.charAt(position - 1) == '"';
        if (position - start == 1 || (strings > 0 && problem != null) || (quoted && position - start == 3)) {
            error("empty identifier", start, position);
        } else if (strings == 0) {
            add(TokenKind.IDENTIFIER, start, position);
        } else if (!quoted) {
            add(TokenKind.RESERVED, start, position);
        } else if (!StringLiterals.isUtf8(StringLiterals.decode(text, start + 1, position))) {
            error("malformed UTF-8 encoding", start, position);
        } else {
            add(TokenKind.IDENTIFIER, start, position);
        }
    }

    private TokenKind wordKind(int start, int strings, boolean punctuation) {
        char first = text.charAt(start);
        if (punctuation) {
            return TokenKind.RESERVED;
        }
        if (strings > 0) {
            boolean alone = strings == 1 && first == '"' && text.charAt(position - 1) == '"';
            return alone ? TokenKind.STRING : TokenKind.RESERVED;
        }
        TokenKind number = NumberLiterals.kind(text, start, position);
        if (number != TokenKind.RESERVED) {
            return number;
        }
        return first >= 'a' && first <= 'z' ? TokenKind.KEYWORD : TokenKind.RESERVED;
    }

    /** Passes over a string literal; gives what is wrong with it or {@code null}. */
    private String string() {
        String problem = null;
        position++;
        while (position < end) {
            char c = text.charAt(position);
            if (c == '"') {
                position++;
                return problem;
            } else if (c == '\n' || c == '\r') {
                return "unclosed string";
            } else if (c == '\\') {
                int length = StringLiterals.escapeLength(text, position, end);
                if (length == 0) {
                    problem = problem == null ? "illegal escape" : problem;
                    position = Math.min(position + 2, end);
                } else {
                    position += length;
                }
            } else {
                if ((c < ' ' || c == 0x7F) && problem == null) {
                    problem = "illegal control character";
                }
                position++;
            }
        }
        return "unclosed string";
    }

    private void add(TokenKind kind, int start, int tokenEnd) {
        if (!silent) {
            tokens.add(kind, start, tokenEnd);
        }
    }

    private void error(String message, int start, int tokenEnd) {
        tokens.addError(message, start, tokenEnd);
    }

    private static boolean isIdentifier(char c) {
        return c < 128 && IDENTIFIER_CHARACTERS[c];
    }

    private static boolean isReserved(char c) {
        return isIdentifier(c)
                || switch (c) {
                    case '"', ',', ';', '[', ']', '{', '}' -> true;
                    default -> false;
                };
    }
}
