package dev.perigord.wasm.hostile;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes bytes and texts at a few random places. */
final class Mutator {
    private static final int MAXIMUM_CHANGES = 4;
    private static final int MAXIMUM_LENGTH = 8;

    /** Bytes at which formats tend to change their mind. */
    private static final byte[] BYTES = {
        0x00,
        0x01,
        0x02,
        0x0B,
        0x40,
        0x4E,
        0x50,
        0x5F,
        0x60,
        0x63,
        0x64,
        0x7F,
        (byte) 0x80,
        (byte) 0xFB,
        (byte) 0xFC,
        (byte) 0xFD,
        (byte) 0xFE,
        (byte) 0xFF
    };

    /** The largest LEB128 numbers of 32 and 64 bits, and the largest that is positive as a Java integer. */
    private static final List<byte[]> NUMBERS =
            List.of(new byte[] {-1, -1, -1, -1, 0x0F}, new byte[] {-1, -1, -1, -1, 0x07}, new byte[] {
                -1, -1, -1, -1, -1, -1, -1, -1, -1, 0x01
            });

    private static final List<String> WORDS = List.of(
            "(",
            ")",
            "\"",
            ";;",
            "(;",
            "$x",
            "0",
            "-1",
            "4294967296",
            "0x1p-1074",
            "nan:0x1",
            "1e999",
            "block",
            "loop",
            "end",
            "else",
            "try_table",
            "(catch_all 0)",
            "(param i32)",
            "(result i64)",
            "(type 0)",
            "(ref null 0)",
            "call_indirect",
            "struct.new",
            "array.new_fixed 0 4000000000",
            "i32.const",
            "offset=0xffffffffffffffff",
            "align=3",
            "(rec",
            "(sub final 0",
            "(import \"a\" \"b\"",
            "(export \"a\")",
            "(data",
            "(elem",
            "(@custom",
            "\"\\u{10ffff}\"",
            "i8x16.shuffle",
            "v128.const i32x4",
            "(memory i64",
            "shared",
            "(pagesize 1)");

    private final Random random;

    /** A mutator that does the same for the same seed. */
    Mutator(long seed) {
        this.random = new Random(seed);
    }

    /** One of a list. */
    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** One of a list, mostly of the first one, which is more likely to survive. */
    <T> T pick(List<T> good, List<T> bad) {
        return pick(random.nextInt(8) == 0 ? bad : good);
    }

    /** From one to four, mostly one. */
    private int changes() {
        return random.nextBoolean() ? 1 : 1 + random.nextInt(MAXIMUM_CHANGES);
    }

    /** The bytes with one to four changes. */
    byte[] mutate(byte[] original) {
        byte[] bytes = original;
        for (int changes = changes(); changes > 0; changes--) {
            bytes = change(bytes);
        }
        return bytes;
    }

    private byte[] change(byte[] bytes) {
        int place = random.nextInt(bytes.length + 1);
        // Changes that keep the length are more likely to leave sections whole.
        return switch (random.nextInt(16)) {
            case 0, 1, 2, 3, 4, 5 -> flip(bytes, place);
            case 6, 7 -> replace(bytes, place, 1, BYTES[random.nextInt(BYTES.length)]);
            case 8 -> replace(bytes, place, 1, (byte) random.nextInt());
            case 9, 10 -> overwrite(bytes, place, slice(bytes));
            case 11 -> replace(bytes, place, 0, garbage());
            case 12 -> replace(bytes, place, 1 + random.nextInt(MAXIMUM_LENGTH));
            case 13 -> overwrite(bytes, place, pick(NUMBERS));
            case 14 -> replace(bytes, place, 0, slice(bytes));
            default -> random.nextBoolean() ? Arrays.copyOf(bytes, place) : replace(bytes, bytes.length, 0, garbage());
        };
    }

    private byte[] flip(byte[] bytes, int place) {
        if (place == bytes.length) {
            return bytes;
        }
        return replace(bytes, place, 1, (byte) (bytes[place] ^ 1 << random.nextInt(Byte.SIZE)));
    }

    private byte[] garbage() {
        byte[] result = new byte[1 + random.nextInt(MAXIMUM_LENGTH)];
        random.nextBytes(result);
        return result;
    }

    private byte[] slice(byte[] bytes) {
        int start = random.nextInt(bytes.length + 1);
        return Arrays.copyOfRange(bytes, start, Math.min(bytes.length, start + random.nextInt(16)));
    }

    private static byte[] overwrite(byte[] bytes, int place, byte[] others) {
        return replace(bytes, place, others.length, others);
    }

    /** The bytes with others instead of {@code length} from {@code place} on, or of those that there are. */
    private static byte[] replace(byte[] bytes, int place, int length, byte... others) {
        int rest = Math.min(bytes.length, place + length);
        byte[] result = Arrays.copyOf(bytes, place + others.length + bytes.length - rest);
        System.arraycopy(others, 0, result, place, others.length);
        System.arraycopy(bytes, rest, result, place + others.length, bytes.length - rest);
        return result;
    }

    /** The text with one to four changes. */
    String mutate(String original) {
        StringBuilder text = new StringBuilder(original);
        for (int changes = changes(); changes > 0; changes--) {
            change(text);
        }
        return text.toString();
    }

    private void change(StringBuilder text) {
        int start = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), start + 1 + random.nextInt(MAXIMUM_LENGTH));
        switch (random.nextInt(8)) {
            case 0 ->
                text.replace(start, Math.min(text.length(), start + 1), String.valueOf((char) random.nextInt(128)));
            case 1 -> text.insert(start, (char) random.nextInt(Character.MAX_VALUE + 1));
            case 2 -> text.delete(start, end);
            case 3, 4 -> text.replace(start, wordEnd(text, start), " " + pick(WORDS) + " ");
            case 5 -> text.insert(start, " " + pick(WORDS) + " ");
            case 6 -> text.insert(random.nextInt(text.length() + 1), text.substring(start, wordEnd(text, end)));
            default -> text.setLength(random.nextInt(4) == 0 ? start : text.length());
        }
    }

    private static int wordEnd(CharSequence text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) > ' ' && text.charAt(end) != ')') {
            end++;
        }
        return end;
    }
}
