package dev.perigord.wasm.classfile;

import java.util.Arrays;

/** Bytes that grow, written in the order of class files: most significant byte first. */
final class Bytes {
    private byte[] array;
    private int size;

    Bytes(int capacity) {
        this.array = new byte[capacity];
    }

    int size() {
        return size;
    }

    private void reserve(int more) {
        if (size + more > array.length) {
            grow(more);
        }
    }

    private void grow(int more) {
        array = Arrays.copyOf(array, Math.max(2 * array.length, size + more));
    }

    void u1(int value) {
        if (size == array.length) {
            grow(1);
        }
        array[size++] = (byte) value;
    }

    void u2(int value) {
        reserve(2);
        array[size++] = (byte) (value >> 8);
        array[size++] = (byte) value;
    }

    void u4(int value) {
        u2(value >>> 16);
        u2(value);
    }

    void u8(long value) {
        u4((int) (value >>> 32));
        u4((int) value);
    }

    /** Overwrites two bytes. */
    void setU2(int position, int value) {
        array[position] = (byte) (value >> 8);
        array[position + 1] = (byte) value;
    }

    /** Overwrites four bytes. */
    void setU4(int position, int value) {
        setU2(position, value >>> 16);
        setU2(position + 2, value);
    }

    void append(Bytes other) {
        append(other.array, other.size);
    }

    void append(byte[] bytes, int length) {
        reserve(length);
        System.arraycopy(bytes, 0, array, size, length);
        size += length;
    }

    /** Appends characters that are ASCII. */
    @SuppressWarnings("deprecation") // what this getBytes does not do, other encodings, is not wanted
    void ascii(String text) {
        assert text.chars().allMatch(character -> character > 0 && character < 0x80) : text;
        reserve(text.length());
        text.getBytes(0, text.length(), array, size);
        size += text.length();
    }

    byte[] toArray() {
        return Arrays.copyOf(array, size);
    }
}
