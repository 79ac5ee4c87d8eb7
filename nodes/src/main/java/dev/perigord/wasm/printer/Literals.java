package dev.perigord.wasm.printer;

import java.util.HexFormat;

/** Writes numbers, strings and identifiers (spec 6.3) so that they are read back bit by bit. */
public final class Literals {
    private static final String IDENTIFIER_PUNCTUATION = "!#$%&'*+-./:<=>?@\\^_`|~";
    private static final HexFormat HEX = HexFormat.of();

    private Literals() {}

    // --- numbers -----------------------------------------------------------------------------------------------

    static String f32(int bits) {
        int payload = bits & 0x007F_FFFF;
        if ((bits & 0x7F80_0000) != 0x7F80_0000) {
            return Float.toString(Float.intBitsToFloat(bits));
        }
        return notFinite(bits < 0, payload, 0x0040_0000);
    }

    static String f64(long bits) {
        long payload = bits & 0x000F_FFFF_FFFF_FFFFL;
        if ((bits & 0x7FF0_0000_0000_0000L) != 0x7FF0_0000_0000_0000L) {
            return Double.toString(Double.longBitsToDouble(bits));
        }
        return notFinite(bits < 0, payload, 0x0008_0000_0000_0000L);
    }

    private static String notFinite(boolean negative, long payload, long canonical) {
        String sign = negative ? "-" : "";
        if (payload == 0) {
            return sign + "inf";
        }
        return sign + (payload == canonical ? "nan" : "nan:0x" + Long.toHexString(payload));
    }

    // --- strings -----------------------------------------------------------------------------------------------

    /** A string of bytes, of which only those that are printable ASCII characters stand for themselves. */
    public static String bytes(byte[] bytes) {
        return bytes(bytes, 0, bytes.length);
    }

    /** A part of bytes as a string, of which only those that are printable ASCII characters stand for themselves. */
    static String bytes(byte[] bytes, int start, int end) {
        StringBuilder literal = new StringBuilder(end - start + 2).append('"');
        for (int i = start; i < end; i++) {
            int c = bytes[i] & 0xFF;
            if (c == '"' || c == '\\') {
                literal.append('\\').append((char) c);
            } else if (c >= ' ' && c < 0x7F) {
                literal.append((char) c);
            } else {
                literal.append('\\').append(HEX.toHexDigits((byte) c));
            }
        }
        return literal.append('"').toString();
    }

    /** A string of characters; those that a reader could not see are escaped. */
    public static String name(String name) {
        StringBuilder literal = new StringBuilder(name.length() + 2).append('"');
        name.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                literal.append('\\').appendCodePoint(c);
            } else if (isVisible(c)) {
                literal.appendCodePoint(c);
            } else {
                literal.append("\\u{").append(Integer.toHexString(c)).append('}');
            }
        });
        return literal.append('"').toString();
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }

    /** The identifier of a name that is not empty. */
    public static String identifier(String name) {
        return "$" + (name.chars().allMatch(Literals::isIdentifierCharacter) ? name : name(name));
    }

    private static boolean isIdentifierCharacter(int c) {
        return (c >= '0' && c <= '9')
                || (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || IDENTIFIER_PUNCTUATION.indexOf(c) >= 0;
    }
}
