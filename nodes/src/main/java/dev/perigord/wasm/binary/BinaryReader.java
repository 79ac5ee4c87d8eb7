package dev.perigord.wasm.binary;

import dev.perigord.wasm.module.MalformedException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Reads the primitive values of the binary format (spec 5.2) from a range of a byte array. */
public class BinaryReader {
    private final byte[] bytes;
    private final int end;
    private int position;

    /** Reads {@code bytes} from {@code start} (inclusive) to {@code end} (exclusive). */
    public BinaryReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.position = start;
        this.end = end;
    }

    /** The array that is read. */
    public final byte[] bytes() {
        return bytes;
    }

    /** The offset of the next byte in the array. */
    public final int position() {
        return position;
    }

    /** Continues at {@code offset}. */
    public final void moveTo(int offset) {
        position = offset;
    }

    /** The offset behind the last byte. */
    public final int end() {
        return end;
    }

    /** Whether bytes are left. */
    public final boolean hasMore() {
        return position < end;
    }

    /** An exception that names the offset of the next byte. */
    public final MalformedException malformed(String message) {
        return malformedAt(message, position);
    }

    /** An exception that names an offset. */
    public final MalformedException malformedAt(String message, int offset) {
        return new MalformedException(message + " (at offset 0x" + Integer.toHexString(offset) + ")");
    }

    /** The next byte, without moving on. */
    public final int peek() {
        if (position >= end) {
            throw malformed("unexpected end");
        }
        return bytes[position] & 0xFF;
    }

    /** An unsigned byte. */
    public final int u8() {
        if (position >= end) {
            throw malformed("unexpected end");
        }
        return bytes[position++] & 0xFF;
    }

    /** Passes over {@code count} bytes and gives the offset of the first. */
    public final int skip(int count) {
        if (count < 0 || count > end - position) {
            throw malformed("length out of bounds: unexpected end");
        }
        int start = position;
        position += count;
        return start;
    }

    /** An unsigned 32-bit LEB128 number, as the bits of an int. */
    public final int u32() {
        int first = u8();
        if (first < 0x80) {
            return first;
        }
        return (int) unsigned(first, 32);
    }

    /** An unsigned 64-bit LEB128 number, as the bits of a long. */
    public final long u64() {
        int first = u8();
        if (first < 0x80) {
            return first;
        }
        return unsigned(first, 64);
    }

    private long unsigned(int first, int bits) {
        long result = first & 0x7F;
        int shift = 7;
        int current = first;
        while (current >= 0x80) {
            current = u8();
            int left = bits - shift;
            if (left < 7) {
                if (left <= 0 || current >= 0x80) {
                    throw malformed("integer representation too long");
                }
                if (current >>> left != 0) {
                    throw malformed("integer too large");
                }
            }
            result |= (long) (current & 0x7F) << shift;
            shift += 7;
        }
        return result;
    }

    /** A signed 32-bit LEB128 number. */
    public final int s32() {
        return (int) signed(32);
    }

    /** A signed 33-bit LEB128 number, as block types use it. */
    public final long s33() {
        return signed(33);
    }

    /** A signed 64-bit LEB128 number. */
    public final long s64() {
        return signed(64);
    }

    private long signed(int bits) {
        long result = 0;
        int shift = 0;
        int current;
        do {
            current = u8();
            int left = bits - shift;
            if (left < 7) {
                if (left <= 0 || current >= 0x80) {
                    throw malformed("integer representation too long");
                }
                int sign = (current << 25) >> 25 >> (left - 1);
                if (sign != 0 && sign != -1) {
                    throw malformed("integer too large");
                }
            }
            result |= (long) (current & 0x7F) << shift;
            shift += 7;
        } while (current >= 0x80);
        return shift >= 64 ? result : result << (64 - shift) >> (64 - shift);
    }

    /** Four bytes, little-endian. */
    public final int bits32() {
        int start = skip(4);
        return (bytes[start] & 0xFF)
                | (bytes[start + 1] & 0xFF) << 8
                | (bytes[start + 2] & 0xFF) << 16
                | (bytes[start + 3] & 0xFF) << 24;
    }

    /** Eight bytes, little-endian. */
    public final long bits64() {
        long low = bits32() & 0xFFFF_FFFFL;
        return low | (long) bits32() << 32;
    }

    /**
     * The length of a vector, each of whose elements takes at least one byte: a hostile length is refused before
     * anything is allocated for it.
     */
    public final int count() {
        int count = u32();
        if (count < 0 || count > end - position) {
            throw malformed("length out of bounds: unexpected end");
        }
        return count;
    }

    /** A name: a vector of bytes that is valid UTF-8. */
    public final String name() {
        int length = count();
        int start = skip(length);
        for (int i = start; i < start + length; i++) {
            if (bytes[i] < 0) {
                return decodeUtf8(start, length);
            }
        }
        return new String(bytes, start, length, StandardCharsets.ISO_8859_1);
    }

    private String decodeUtf8(int start, int length) {
        try {
            CharBuffer characters = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, start, length));
            return characters.toString();
        } catch (CharacterCodingException e) {
            throw malformedAt("malformed UTF-8 encoding", start);
        }
    }
}
