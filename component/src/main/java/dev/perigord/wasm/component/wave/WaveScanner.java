package dev.perigord.wasm.component.wave;

/** Reads the tokens of WAVE. */
final class WaveScanner {
    private static final int MAX_HEX_DIGITS = 6;

    private final String text;
    private int position;

    WaveScanner(String text) {
        this.text = text;
    }

    int position() {
        return position;
    }

    void reset(int to) {
        position = to;
    }

    WaveException error(String message) {
        return new WaveException(message, position);
    }

    /** Skips white space and comments. */
    private void skip() {
        while (position < text.length()) {
            if (Character.isWhitespace(text.charAt(position))) {
                position++;
            } else if (text.startsWith("//", position)) {
                int end = text.indexOf('\n', position);
                position = end < 0 ? text.length() : end + 1;
            } else {
                return;
            }
        }
    }

    boolean atEnd() {
        skip();
        return position == text.length();
    }

    /** The next character that means something, or 0 at the end. */
    char peek() {
        return atEnd() ? 0 : text.charAt(position);
    }

    boolean accept(char c) {
        if (peek() != c) {
            return false;
        }
        position++;
        return true;
    }

    void expect(char c) {
        if (!accept(c)) {
            String found = position < text.length() ? "`" + text.charAt(position) + "`" : "the end";
            throw error("expected `" + c + "`, found " + found);
        }
    }

    /** A word as it is written, with a {@code %} that escapes keywords, or an empty string. */
    String word() {
        skip();
        int start = position;
        if (position < text.length() && text.charAt(position) == '%') {
            position++;
        }
        while (position < text.length() && isWordCharacter(text.charAt(position))) {
            position++;
        }
        return text.substring(start, position);
    }

    private static boolean isWordCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    }

    /** The text of a number, {@code inf} or {@code nan}. */
    String number() {
        skip();
        int start = position;
        while (position < text.length()) {
            char c = text.charAt(position);
            if (!isWordCharacter(c) && c != '.' && c != '+') {
                break;
            }
            position++;
        }
        if (start == position) {
            throw error("expected a number");
        }
        return text.substring(start, position);
    }

    int character() {
        expect('\'');
        if (position < text.length() && text.charAt(position) == '\'') {
            throw error("empty char");
        }
        int value = codePoint();
        if (position >= text.length() || text.charAt(position) != '\'') {
            throw error("expected `'` after one character");
        }
        position++;
        return value;
    }

    String string() {
        skip();
        if (text.startsWith("\"\"\"", position)) {
            return multilineString();
        }
        expect('"');
        StringBuilder value = new StringBuilder();
        while (true) {
            requireMore("string");
            char c = text.charAt(position);
            if (c == '"') {
                position++;
                return value.toString();
            }
            if (c == '\n' || c == '\r') {
                throw error("line break in string");
            }
            value.appendCodePoint(codePoint());
        }
    }

    /** Lines between triple quotes; the indentation of the last line is taken off each of them. */
    private String multilineString() {
        int start = position;
        position += 3;
        int end = text.indexOf("\"\"\"", position);
        while (end > 0 && text.charAt(end - 1) == '\\') {
            end = text.indexOf("\"\"\"", end + 1);
        }
        if (end < 0) {
            throw error("unterminated multi-line string");
        }
        String[] lines = text.substring(position, end).replace("\r\n", "\n").split("\n", -1);
        String indentation = lines[lines.length - 1];
        if (lines.length < 2 || !lines[0].isEmpty() || !indentation.isBlank()) {
            throw new WaveException("a multi-line string begins and ends with a line break", start);
        }
        StringBuilder value = new StringBuilder();
        for (int i = 1; i < lines.length - 1; i++) {
            String line = lines[i];
            if (!line.isEmpty() && !line.startsWith(indentation)) {
                throw new WaveException("line " + i + " of a multi-line string is not indented enough", start);
            }
            if (i > 1) {
                value.append('\n');
            }
            WaveScanner scanner = new WaveScanner(line.isEmpty() ? line : line.substring(indentation.length()));
            while (scanner.position < scanner.text.length()) {
                value.appendCodePoint(scanner.codePoint());
            }
        }
        position = end + 3;
        return value.toString();
    }

    private void requireMore(String what) {
        if (position >= text.length()) {
            throw error("unterminated " + what);
        }
    }

    /** One character or escape sequence. */
    private int codePoint() {
        requireMore("text");
        int start = position;
        int value = text.codePointAt(position);
        position += Character.charCount(value);
        if (value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE) {
            throw new WaveException("unpaired surrogate", start);
        }
        if (value != '\\') {
            return value;
        }
        requireMore("escape");
        char escape = text.charAt(position++);
        return switch (escape) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '\\', '"', '\'' -> escape;
            case 'u' -> unicode(start);
            default -> throw new WaveException("invalid escape `\\" + escape + "`", start);
        };
    }

    private int unicode(int start) {
        int end = text.indexOf('}', position);
        boolean shaped = position < text.length()
                && text.charAt(position) == '{'
                && end > position + 1
                && end - position - 1 <= MAX_HEX_DIGITS;
        if (!shaped) {
            throw new WaveException("expected `\\u{…}` with up to six hexadecimal digits", start);
        }
        String digits = text.substring(position + 1, end);
        position = end + 1;
        int value = digits.chars().allMatch(c -> Character.digit(c, 16) >= 0) ? Integer.parseInt(digits, 16) : -1;
        boolean scalar = Character.isValidCodePoint(value)
                && (value < Character.MIN_SURROGATE || value > Character.MAX_SURROGATE);
        if (!scalar) {
            throw new WaveException("no Unicode scalar value: " + digits, start);
        }
        return value;
    }
}
