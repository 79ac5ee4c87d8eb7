package dev.perigord.wasm.text;

import java.math.BigInteger;

/** Number literals: what they look like (spec 6.3.2) and what they mean. */
final class NumberLiterals {
    private static final BigInteger MAXIMUM_U64 = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    /** A number that its type cannot hold. */
    static final class OutOfRangeException extends Exception {
        private static final long serialVersionUID = 1L;

        OutOfRangeException() {
            super("constant out of range", null, false, false);
        }
    }

    private NumberLiterals() {}

    /** The kind of number that a word is, or {@link TokenKind#RESERVED} if it is none. */
    static TokenKind kind(String text, int start, int end) {
        char first = text.charAt(start);
        boolean signed = first == '+' || first == '-';
        int i = signed ? start + 1 : start;
        if (i == end) {
            return TokenKind.RESERVED;
        }
        char c = text.charAt(i);
        if (c == 'i' || c == 'n') {
            return isSpecialFloat(text, i, end) ? TokenKind.FLOAT : TokenKind.RESERVED;
        }
        int radix = text.startsWith("0x", i) && i + 2 < end ? 16 : 10;
        i = digits(text, radix == 16 ? i + 2 : i, end, radix);
        if (i < 0) {
            return TokenKind.RESERVED;
        }
        if (i == end) {
            return signed ? TokenKind.INTEGER : TokenKind.NATURAL;
        }
        return isFloatTail(text, i, end, radix) ? TokenKind.FLOAT : TokenKind.RESERVED;
    }

    private static boolean isSpecialFloat(String text, int start, int end) {
        String word = text.substring(start, end);
        return word.equals("inf")
                || word.equals("nan")
                || (word.startsWith("nan:0x") && digits(word, 6, word.length(), 16) == word.length());
    }

    /** Whether a fraction or an exponent, or both, fill a range. */
    private static boolean isFloatTail(String text, int start, int end, int radix) {
        int i = start;
        if (text.charAt(i) == '.') {
            i++;
            if (i < end && Character.digit(text.charAt(i), radix) >= 0) {
                i = digits(text, i, end, radix);
            }
        }
        if (i == end) {
            return true;
        }
        if (i < 0 || Character.toLowerCase(text.charAt(i)) != (radix == 16 ? 'p' : 'e')) {
            return false;
        }
        i++;
        if (i < end && (text.charAt(i) == '+' || text.charAt(i) == '-')) {
            i++;
        }
        return digits(text, i, end, 10) == end;
    }

    /** The end of the digits from a position on, or -1 if there is none or an underscore is not between digits. */
    private static int digits(String text, int start, int end, int radix) {
        int i = start;
        boolean afterDigit = false;
        for (; i < end; i++) {
            char c = text.charAt(i);
            if (Character.digit(c, radix) >= 0) {
                afterDigit = true;
            } else if (c == '_' && afterDigit) {
                afterDigit = false;
            } else {
                break;
            }
        }
        return afterDigit ? i : -1;
    }

    /** A 32-bit integer, signed or unsigned. */
    static int i32(String literal) throws OutOfRangeException {
        return narrow(literal, Integer.SIZE);
    }

    /** An integer of at most 32 bits, signed or unsigned. */
    static int narrow(String literal, int bits) throws OutOfRangeException {
        long value = i64(literal);
        boolean negative = literal.charAt(0) == '-';
        if (negative ? value < -1L << (bits - 1) || value > 0 : value >>> bits != 0) {
            throw new OutOfRangeException();
        }
        return (int) value;
    }

    /** A 64-bit integer, signed or unsigned. */
    static long i64(String literal) throws OutOfRangeException {
        boolean negative = literal.charAt(0) == '-';
        String digits = literal.replace("_", "");
        int start = negative || literal.charAt(0) == '+' ? 1 : 0;
        int radix = digits.startsWith("0x", start) ? 16 : 10;
        start += radix == 16 ? 2 : 0;
        if (digits.length() - start <= 15) {
            long value = Long.parseLong(digits, start, digits.length(), radix);
            return negative ? -value : value;
        }
        while (start < digits.length() - 1 && digits.charAt(start) == '0') {
            start++;
        }
        if (digits.length() - start > 20) {
            throw new OutOfRangeException();
        }
        BigInteger value = new BigInteger(digits.substring(start), radix);
        if (value.compareTo(MAXIMUM_U64) > 0 || (negative && value.compareTo(BigInteger.ONE.shiftLeft(63)) > 0)) {
            throw new OutOfRangeException();
        }
        return negative ? -value.longValue() : value.longValue();
    }

    /** The bits of the 32-bit number nearest to a literal. */
    static int f32(String literal) throws OutOfRangeException {
        int sign = literal.charAt(0) == '-' ? 0x8000_0000 : 0;
        int payload = literal.indexOf(":0x");
        if (payload >= 0) {
            return sign | 0x7F80_0000 | (int) payload(literal.substring(payload + 1), 23);
        }
        if (literal.endsWith("nan")) {
            return sign | 0x7FC0_0000;
        }
        if (literal.endsWith("inf")) {
            return sign | 0x7F80_0000;
        }
        float value = Float.parseFloat(javaLiteral(literal));
        if (Float.isInfinite(value)) {
            throw new OutOfRangeException();
        }
        return Float.floatToRawIntBits(value);
    }

    /** The bits of the 64-bit number nearest to a literal. */
    static long f64(String literal) throws OutOfRangeException {
        long sign = literal.charAt(0) == '-' ? Long.MIN_VALUE : 0;
        int payload = literal.indexOf(":0x");
        if (payload >= 0) {
            return sign | 0x7FF0_0000_0000_0000L | payload(literal.substring(payload + 1), 52);
        }
        if (literal.endsWith("nan")) {
            return sign | 0x7FF8_0000_0000_0000L;
        }
        if (literal.endsWith("inf")) {
            return sign | 0x7FF0_0000_0000_0000L;
        }
        double value = Double.parseDouble(javaLiteral(literal));
        if (Double.isInfinite(value)) {
            throw new OutOfRangeException();
        }
        return Double.doubleToRawLongBits(value);
    }

    private static long payload(String literal, int bits) throws OutOfRangeException {
        long payload = i64(literal);
        if (payload == 0 || payload >>> bits != 0) {
            throw new OutOfRangeException();
        }
        return payload;
    }

    /** Java rounds literals exactly once as well, but has no underscores and always wants a hexadecimal exponent. */
    private static String javaLiteral(String literal) {
        String java = literal.replace("_", "");
        boolean hexadecimal = java.startsWith("0x") || java.startsWith("0x", 1);
        return hexadecimal && java.indexOf('p') < 0 && java.indexOf('P') < 0 ? java + "p0" : java;
    }
}
