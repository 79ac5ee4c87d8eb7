package dev.perigord.wasm.component.composition;

/** The tokens of a wiring: words, strings in quotes and punctuation; {@code #} begins a comment. */
final class WireTokens {
    enum Kind {
        WORD,
        STRING,
        EQUALS,
        OPEN,
        CLOSE,
        COMMA,
        DOT,
        END
    }

    /** A token and the offset at which it begins. */
    record Token(Kind kind, String text, int offset) {
        @Override
        public String toString() {
            return switch (kind) {
                case STRING -> "\"" + text + "\"";
                case END -> "the end of the file";
                default -> "`" + text + "`";
            };
        }
    }

    private final String text;
    private final String file;
    private int position;
    private Token current;

    WireTokens(String text, String file) {
        this.text = text;
        this.file = file;
        this.current = scan();
    }

    Token peek() {
        return current;
    }

    Token next() {
        Token result = current;
        current = scan();
        return result;
    }

    boolean at(Kind kind) {
        return current.kind() == kind;
    }

    boolean accept(Kind kind) {
        if (at(kind)) {
            next();
            return true;
        }
        return false;
    }

    Token expect(Kind kind, String what) {
        if (!at(kind)) {
            throw problem(current, "expected " + what + ", found " + current);
        }
        return next();
    }

    CompositionException problem(Token where, String message) {
        String before = text.substring(0, where.offset());
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        int column = where.offset() - before.lastIndexOf('\n');
        return new CompositionException(file + ":" + line + ":" + column + ": " + message);
    }

    private Token scan() {
        while (position < text.length()
                && (Character.isWhitespace(text.charAt(position)) || text.charAt(position) == '#')) {
            if (text.charAt(position) == '#') {
                int end = text.indexOf('\n', position);
                position = end < 0 ? text.length() : end;
            } else {
                position++;
            }
        }
        int start = position;
        if (start == text.length()) {
            return new Token(Kind.END, "", start);
        }
        char first = text.charAt(start);
        Kind kind =
                switch (first) {
                    case '=' -> Kind.EQUALS;
                    case '{' -> Kind.OPEN;
                    case '}' -> Kind.CLOSE;
                    case ',' -> Kind.COMMA;
                    case '.' -> Kind.DOT;
                    case '"' -> Kind.STRING;
                    default -> Kind.WORD;
                };
        if (kind == Kind.STRING) {
            return string(start);
        }
        position++;
        while (kind == Kind.WORD && position < text.length() && isWord(text.charAt(position))) {
            position++;
        }
        Token token = new Token(kind, text.substring(start, position), start);
        if (kind == Kind.WORD && !isWord(first)) {
            throw problem(token, "unexpected character " + token);
        }
        return token;
    }

    private Token string(int start) {
        int end = text.indexOf('"', start + 1);
        int line = text.indexOf('\n', start);
        if (end < 0 || (line >= 0 && line < end)) {
            throw problem(new Token(Kind.STRING, "", start), "the string does not end on its line");
        }
        position = end + 1;
        return new Token(Kind.STRING, text.substring(start + 1, end), start);
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_';
    }
}
