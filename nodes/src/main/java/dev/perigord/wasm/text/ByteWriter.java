package dev.perigord.wasm.text;

import java.util.Arrays;

/** Writes the elements of the binary format (spec 5.2). */
public final class ByteWriter {
    private byte[] bytes = new byte[32];
    private int size;

    /** How many bytes were written. */
    public int size() {
        return size;
    }

    /** A byte. */
    public void u8(int value) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, size * 2);
        }
        bytes[size++] = (byte) value;
    }

    /** An unsigned LEB128 number of 32 bits. */
    public void u32(int value) {
        u64(Integer.toUnsignedLong(value));
    }

    /** An unsigned LEB128 number of 64 bits. */
    public void u64(long value) {
        long rest = value;
        while (rest >>> 7 != 0) {
            u8((int) rest | 0x80);
            rest >>>= 7;
        }
        u8((int) rest);
    }

    /** A signed LEB128 number. */
    public void signed(long value) {
        long rest = value;
        while (rest < -64 || rest > 63) {
            u8((int) rest | 0x80);
            rest >>= 7;
        }
        u8((int) rest & 0x7F);
    }

    /** Little-endian bytes. */
    public void fixed(long value, int count) {
        for (int i = 0; i < count; i++) {
            u8((int) (value >>> (8 * i)));
        }
    }

    /** A byte sequence. */
    public void bytes(byte[] source) {
        bytes(source, 0, source.length);
    }

    private void bytes(byte[] source, int start, int end) {
        int length = end - start;
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + length, bytes.length * 2));
        }
        System.arraycopy(source, start, bytes, size, length);
        size += length;
    }

    /** A part of what another writer has written. */
    public void part(ByteWriter source, int start, int end) {
        bytes(source.bytes, start, end);
    }

    /** The length of a byte sequence, then the sequence. */
    public void sized(byte[] source) {
        u32(source.length);
        bytes(source);
    }

    /** The length of what another writer has written, then that. */
    public void sized(ByteWriter source) {
        u32(source.size);
        bytes(source.bytes, 0, source.size);
    }

    /** Takes away and gives what was written since a size. */
    public byte[] cut(int start) {
        byte[] tail = Arrays.copyOfRange(bytes, start, size);
        size = start;
        return tail;
    }

    /** All that was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }
}
