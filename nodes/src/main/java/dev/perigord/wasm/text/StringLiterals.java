package dev.perigord.wasm.text;

import dev.perigord.wasm.module.MalformedException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** String literals and their encoding (spec 6.3.3). */
public final class StringLiterals {
    private StringLiterals() {}

    /** The length of the escape sequence that starts at a backslash, or 0 if it is none. */
    static int escapeLength(String text, int start, int end) {
        if (start + 1 >= end) {
            return 0;
        }
        char c = text.charAt(start + 1);
        switch (c) {
            case 't', 'n', 'r', '"', '\'', '\\' -> {
                return 2;
            }
            case 'u' -> {
                return unicodeEscapeLength(text, start, end);
            }
            default -> {
                boolean isByte = start + 2 < end && digit(c) >= 0 && digit(text.charAt(start + 2)) >= 0;
                return isByte ? 3 : 0;
            }
        }
    }

    private static int unicodeEscapeLength(String text, int start, int end) {
        if (start + 2 >= end || text.charAt(start + 2) != '{') {
            return 0;
        }
        int i = start + 3;
        int value = 0;
        for (; i < end && text.charAt(i) != '}'; i++) {
            char c = text.charAt(i);
            boolean separator = c == '_' && i > start + 3 && i + 1 < end && digit(text.charAt(i - 1)) >= 0;
            if (separator && digit(text.charAt(i + 1)) >= 0) {
                continue;
            }
            if (digit(c) < 0) {
                return 0;
            }
            value = Math.min(value * 16 + digit(c), Character.MAX_CODE_POINT + 1);
        }
        boolean scalar = value <= Character.MAX_CODE_POINT && (value < 0xD800 || value > 0xDFFF);
        return i < end && i > start + 3 && scalar ? i + 1 - start : 0;
    }

    /** The bytes of a well-formed literal, given with its quotes. */
    static byte[] decode(String text, int start, int end) {
        ByteWriter bytes = new ByteWriter();
        for (int i = start + 1; i < end - 1; ) {
            char c = text.charAt(i);
            if (c == '\\') {
                int length = escapeLength(text, i, end);
                writeEscape(text, i, length, bytes);
                i += length;
            } else if (c < 0x80) {
                bytes.u8(c);
                i++;
            } else {
                int codePoint = text.codePointAt(i);
                writeUtf8(codePoint, bytes);
                i += Character.charCount(codePoint);
            }
        }
        return bytes.toByteArray();
    }

    private static void writeEscape(String text, int start, int length, ByteWriter bytes) {
        char c = text.charAt(start + 1);
        if (length == 3) {
            bytes.u8(digit(c) * 16 + digit(text.charAt(start + 2)));
            return;
        }
        switch (c) {
            case 't' -> bytes.u8('\t');
            case 'n' -> bytes.u8('\n');
            case 'r' -> bytes.u8('\r');
            case 'u' -> {
                String hexadecimal =
                        text.substring(start + 3, start + length - 1).replace("_", "");
                writeUtf8(Integer.parseInt(hexadecimal, 16), bytes);
            }
            default -> bytes.u8(c);
        }
    }

    /** Writes a code point; a lone surrogate becomes bytes that are no UTF-8. */
    private static void writeUtf8(int codePoint, ByteWriter bytes) {
        if (codePoint < 0x80) {
            bytes.u8(codePoint);
        } else if (codePoint < 0x800) {
            bytes.u8(0xC0 | (codePoint >> 6));
            bytes.u8(0x80 | (codePoint & 0x3F));
        } else if (codePoint < 0x10000) {
            bytes.u8(0xE0 | (codePoint >> 12));
            bytes.u8(0x80 | ((codePoint >> 6) & 0x3F));
            bytes.u8(0x80 | (codePoint & 0x3F));
        } else {
            bytes.u8(0xF0 | (codePoint >> 18));
            bytes.u8(0x80 | ((codePoint >> 12) & 0x3F));
            bytes.u8(0x80 | ((codePoint >> 6) & 0x3F));
            bytes.u8(0x80 | (codePoint & 0x3F));
        }
    }

    static boolean isUtf8(byte[] bytes) {
        return fromUtf8(bytes) != null;
    }

    /** The text that the bytes encode, or {@code null} if they are no UTF-8. */
    public static String fromUtf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /**
     * The text that quoted bytes encode.
     *
     * @throws MalformedException if they are no UTF-8, with the place of the first bad byte
     */
    public static String quoted(byte[] bytes) {
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), text, true);
        String decoded = text.flip().toString();
        if (result.isError()) {
            throw Errors.at(decoded, decoded.length(), "malformed UTF-8 encoding");
        }
        return decoded;
    }

    private static int digit(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }
}
