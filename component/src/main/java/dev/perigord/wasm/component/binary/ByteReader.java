package dev.perigord.wasm.component.binary;

import dev.perigord.wasm.module.MalformedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads the primitive values of the binary format; whatever is not there is malformed. */
final class ByteReader {
    private final byte[] bytes;
    private final int end;
    private int position;

    ByteReader(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.position = offset;
        this.end = offset + length;
    }

    byte[] bytes() {
        return bytes;
    }

    int position() {
        return position;
    }

    /** Continues at an offset that another reader has come to. */
    void moveTo(int offset) {
        position = offset;
    }

    int remaining() {
        return end - position;
    }

    boolean atEnd() {
        return position == end;
    }

    MalformedException malformed(String message) {
        return malformedAt(position, message);
    }

    static MalformedException malformedAt(int offset, String message) {
        return new MalformedException(message + " (at offset 0x" + Integer.toHexString(offset) + ")");
    }

    int peek() {
        if (position >= end) {
            throw malformed("unexpected end");
        }
        return bytes[position] & 0xFF;
    }

    int u8() {
        int value = peek();
        position++;
        return value;
    }

    /** A byte that can only have one value. */
    void expect(int value, String what) {
        int start = position;
        int found = u8();
        if (found != value) {
            throw malformedAt(start, String.format("invalid leading byte 0x%x for %s", found, what));
        }
    }

    /** A byte that says no or yes. */
    boolean flag(String what) {
        int start = position;
        int found = u8();
        if (found > 1) {
            throw malformedAt(start, String.format("invalid leading byte 0x%x for %s", found, what));
        }
        return found == 1;
    }

    int u32() {
        int start = position;
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            int b = u8();
            if (shift == 28) {
                if ((b & 0x80) != 0) {
                    throw malformedAt(start, "integer representation too long");
                }
                if (b > 0x0F) {
                    throw malformedAt(start, "integer too large");
                }
            }
            value |= (b & 0x7F) << shift;
            if ((b & 0x80) == 0) {
                return value;
            }
        }
    }

    long u64() {
        int start = position;
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            int b = u8();
            if (shift == 63 && b > 1) {
                throw malformedAt(start, (b & 0x80) != 0 ? "integer representation too long" : "integer too large");
            }
            value |= (long) (b & 0x7F) << shift;
            if ((b & 0x80) == 0) {
                return value;
            }
        }
    }

    /** A signed number of 33 bits: type codes are negative, type indices are not. */
    long s33() {
        int start = position;
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            int b = u8();
            value |= (long) (b & 0x7F) << shift;
            if ((b & 0x80) == 0) {
                long extended = value << (57 - shift) >> (57 - shift);
                if (shift == 28 && extended >> 32 != 0 && extended >> 32 != -1) {
                    throw malformedAt(start, "integer too large");
                }
                return extended;
            }
            if (shift == 28) {
                throw malformedAt(start, "integer representation too long");
            }
        }
    }

    /** A part with its size in front. */
    ByteReader sized() {
        int start = position;
        int size = u32();
        if (size < 0 || size > remaining()) {
            throw malformedAt(start, "unexpected end: length out of bounds");
        }
        ByteReader part = new ByteReader(bytes, position, size);
        position += size;
        return part;
    }

    String name() {
        ByteReader part = sized();
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, part.position, part.remaining()))
                    .toString();
        } catch (CharacterCodingException _) {
            throw malformedAt(part.position, "malformed UTF-8 encoding");
        }
    }

    /** A vector. Every element takes a byte at least, so a count that is too large is found out before it costs. */
    <T> List<T> vector(Supplier<T> element) {
        int start = position;
        int count = u32();
        if (count < 0 || count > remaining()) {
            throw malformedAt(start, "unexpected end: " + Integer.toUnsignedString(count) + " elements announced");
        }
        List<T> elements = new ArrayList<>(Math.min(count, 1024));
        for (int i = 0; i < count; i++) {
            elements.add(element.get());
        }
        return elements;
    }

    /** Something optional, or null. */
    <T> T optional(Supplier<T> element, String what) {
        return flag(what) ? element.get() : null;
    }

    void finish(String what) {
        if (!atEnd()) {
            throw malformed("section size mismatch: unexpected bytes after " + what);
        }
    }
}
