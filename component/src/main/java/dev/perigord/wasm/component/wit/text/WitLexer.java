package dev.perigord.wasm.component.wit.text;

import dev.perigord.wasm.component.wit.WitException;
import dev.perigord.wasm.component.wit.syntax.Position;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Finds the tokens of a WIT text one after the other (WIT.md "Lexical structure"). */
final class WitLexer {
    private static final String OPERATORS = "=,:;(){}<>*/.@";

    private final String file;
    private final String text;

    /** The offsets at which lines begin. */
    private final int[] lineStarts;

    WitLexer(String file, String text) {
        this.file = file;
        this.text = text;
        this.lineStarts = IntStream.concat(
                        IntStream.of(0),
                        IntStream.range(0, text.length())
                                .filter(at -> text.charAt(at) == '\n')
                                .map(at -> at + 1))
                .toArray();
        int at = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (isForbidden(c)) {
                throw error(at, String.format("control character U+%04X", c));
            }
            at += Character.charCount(c);
        }
    }

    /** Characters that could make a text look other than it is: control characters and overrides of direction. */
    private static boolean isForbidden(int c) {
        return (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0x149
                || c == 0x673
                || (c >= 0x17A3 && c <= 0x17A4)
                || (c >= 0xE0001 && c <= 0xE007F);
    }

    /** The token at an offset, after blanks and comments. */
    Token next(int offset) {
        Documentation docs = new Documentation();
        int at = offset;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (text.startsWith("//", at) || text.startsWith("/*", at)) {
                int end = commentEnd(at);
                docs.comment(text.substring(at, end));
                at = end;
            } else {
                return token(at, docs.text());
            }
        }
        return new Token(Token.Kind.END, "", at, at, docs.text());
    }

    private int commentEnd(int start) {
        if (text.charAt(start + 1) == '/') {
            int end = text.indexOf('\n', start);
            return end < 0 ? text.length() : end;
        }
        int depth = 0;
        int at = start;
        while (at < text.length()) {
            if (text.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                depth--;
                at += 2;
                if (depth == 0) {
                    return at;
                }
            } else {
                at++;
            }
        }
        throw error(start, "the comment has no end");
    }

    private Token token(int start, String docs) {
        char c = text.charAt(start);
        if (text.startsWith("->", start)) {
            return operator(start, start + 2, docs);
        }
        if (OPERATORS.indexOf(c) >= 0) {
            return operator(start, start + 1, docs);
        }
        if (c == '_') {
            return new Token(Token.Kind.WORD, "_", start, start + 1, docs);
        }
        if (c == '"') {
            return string(start, docs);
        }
        if (c >= '0' && c <= '9') {
            int end = start;
            while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
                end++;
            }
            return new Token(Token.Kind.INTEGER, text.substring(start, end), start, end, docs);
        }
        int end = wordEnd(c == '%' ? start + 1 : start);
        if (end == start || (c == '%' && end == start + 1)) {
            throw error(start, "unexpected character `" + Character.toString(text.codePointAt(start)) + "`");
        }
        return new Token(Token.Kind.WORD, text.substring(start, end), start, end, docs);
    }

    private Token operator(int start, int end, String docs) {
        return new Token(Token.Kind.OPERATOR, text.substring(start, end), start, end, docs);
    }

    private int wordEnd(int start) {
        int at = start;
        while (at < text.length() && isWordPart(at)) {
            at++;
        }
        return at;
    }

    private boolean isWordPart(int at) {
        char c = text.charAt(at);
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || (c == '-' && !text.startsWith("->", at));
    }

    private Token string(int start, String docs) {
        StringBuilder contents = new StringBuilder();
        int at = start + 1;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                return new Token(Token.Kind.STRING, contents.toString(), start, at + 1, docs);
            }
            if (c == '\n') {
                break;
            }
            if (c == '\\') {
                at = escape(at + 1, contents);
            } else {
                contents.append(c);
                at++;
            }
        }
        throw error(start, "the string has no end");
    }

    /** Appends what an escape stands for; gives the offset behind it. */
    private int escape(int at, StringBuilder contents) {
        char c = at < text.length() ? text.charAt(at) : '\n';
        switch (c) {
            case '"', '\'', '\\' -> contents.append(c);
            case 't' -> contents.append('\t');
            case 'n' -> contents.append('\n');
            case 'r' -> contents.append('\r');
            case 'u' -> {
                int end = text.indexOf('}', at);
                try {
                    contents.appendCodePoint(Integer.parseInt(text.substring(at + 2, end), 16));
                } catch (IllegalArgumentException | StringIndexOutOfBoundsException _) {
                    throw error(at - 1, "expected `\\u{…}` with the number of a character");
                }
                return end + 1;
            }
            default -> throw error(at - 1, "unknown escape in a string");
        }
        return at + 1;
    }

    /** The end of the version that begins at an offset: words between dots, after which a dot may stand that is none of it. */
    int versionEnd(int start) {
        int at = start;
        while (at < text.length() && (isVersionPart(at) || (text.charAt(at) == '.' && isVersionPart(at + 1)))) {
            at++;
        }
        return at;
    }

    private boolean isVersionPart(int at) {
        return at < text.length() && (isWordPart(at) || text.charAt(at) == '-' || text.charAt(at) == '+');
    }

    String text(int start, int end) {
        return text.substring(start, end);
    }

    Position position(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        int line = found >= 0 ? found : -found - 2;
        return new Position(file, line + 1, offset - lineStarts[line] + 1);
    }

    WitException error(int offset, String message) {
        return position(offset).error(message);
    }
}
