package dev.perigord.wasm.component.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Puts components together byte by byte. */
public final class Binary {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** A component without definitions. */
    public static Binary component() {
        return new Binary().hex("00 61 73 6d 0d 00 01 00");
    }

    /** Appends bytes given in hexadecimal. */
    public Binary hex(String text) {
        bytes.writeBytes(HexFormat.of().parseHex(text.replace(" ", "")));
        return this;
    }

    /** Appends a section. */
    public Binary section(int id, Binary content) {
        bytes.write(id);
        u32(content.bytes.size());
        bytes.writeBytes(content.bytes());
        return this;
    }

    /** Appends a number. */
    public Binary u32(int value) {
        int rest = value;
        while ((rest & ~0x7F) != 0) {
            bytes.write((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes.write(rest);
        return this;
    }

    /** Appends a type index. */
    public Binary typeIndex(int value) {
        int rest = value;
        while (rest > 0x3F) {
            bytes.write((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes.write(rest);
        return this;
    }

    /** Appends a name. */
    public Binary name(String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        u32(utf8.length);
        bytes.writeBytes(utf8);
        return this;
    }

    /** What was put together so far. */
    public byte[] bytes() {
        return bytes.toByteArray();
    }
}
