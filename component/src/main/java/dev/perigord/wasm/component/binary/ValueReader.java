package dev.perigord.wasm.component.binary;

import dev.perigord.wasm.component.syntax.EncodedValue;
import dev.perigord.wasm.component.type.EnumType;
import dev.perigord.wasm.component.type.FlagsType;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.module.InvalidException;
import dev.perigord.wasm.module.MalformedException;

/** Reads values (Binary.md "Value Definitions"). */
public final class ValueReader {
    private final ByteReader reader;

    private ValueReader(ByteReader reader) {
        this.reader = reader;
    }

    /**
     * Checks that the bytes of a value are one value of a type.
     *
     * @throws InvalidException if they are not, or there are no values of the type that could be written down
     */
    public static void check(EncodedValue value, WitType type) {
        byte[] bytes = value.bytes();
        ByteReader reader = new ByteReader(bytes, 0, bytes.length);
        try {
            new ValueReader(reader).value(type);
            if (!reader.atEnd()) {
                throw reader.malformed("unexpected bytes after the value");
            }
        } catch (MalformedException problem) {
            throw new InvalidException("value of type " + type + ": " + problem.getMessage());
        }
    }

    private void value(WitType type) {
        switch (type.kind()) {
            case BOOL -> reader.flag("bool");
            case U8, S8 -> reader.u8();
            case U16 -> number(Short.SIZE, false);
            case S16 -> number(Short.SIZE, true);
            case U32 -> reader.u32();
            case S32 -> number(Integer.SIZE, true);
            case U64 -> reader.u64();
            case S64 -> number(Long.SIZE, true);
            case F32 -> {
                int bits = (int) fixed(Float.BYTES);
                require(
                        !Float.isNaN(Float.intBitsToFloat(bits)) || bits == EncodedValue.F32_NAN,
                        "a NaN that is not canonical");
            }
            case F64 -> {
                long bits = fixed(Double.BYTES);
                require(
                        !Double.isNaN(Double.longBitsToDouble(bits)) || bits == EncodedValue.F64_NAN,
                        "a NaN that is not canonical");
            }
            case CHAR -> character();
            case STRING -> reader.name();
            case RECORD, TUPLE -> type.parts().forEach(this::value);
            case VARIANT -> payload(type, index(type.parts().size()));
            case ENUM -> index(((EnumType) type).names().size());
            case OPTION -> {
                if (reader.flag("option")) {
                    value(type.parts().getFirst());
                }
            }
            case RESULT -> payload(type, reader.flag("result") ? 1 : 0);
            case LIST -> list(type.parts().getFirst());
            case FLAGS -> flags((FlagsType) type);
            default -> throw new InvalidException("there is no way to write a value of type " + type);
        }
    }

    private void payload(WitType type, int index) {
        WitType payload = type.parts().get(index);
        if (payload != null) {
            value(payload);
        }
    }

    /** The number of a case. */
    private int index(int cases) {
        int index = reader.u32();
        require(Integer.compareUnsigned(index, cases) < 0, "case " + Integer.toUnsignedString(index) + " is unknown");
        return index;
    }

    private void list(WitType element) {
        reader.vector(() -> {
            value(element);
            return element;
        });
    }

    private void flags(FlagsType type) {
        int count = type.names().size();
        for (int i = 0; i < count; i += Byte.SIZE) {
            int known = count - i < Byte.SIZE ? (1 << (count - i)) - 1 : 0xFF;
            require((reader.u8() & ~known) == 0, "a flag that is unknown");
        }
    }

    /** One code point in UTF-8, whose first byte says how many there are. */
    private void character() {
        int first = reader.peek();
        int length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        byte[] encoded = new byte[length + 1];
        encoded[0] = (byte) length;
        for (int i = 1; i <= length; i++) {
            encoded[i] = (byte) reader.u8();
        }
        String text = new ByteReader(encoded, 0, encoded.length).name();
        require(text.codePointCount(0, text.length()) == 1, "a char that is not one code point");
    }

    private long fixed(int bytes) {
        long bits = 0;
        for (int i = 0; i < bytes; i++) {
            bits |= (long) reader.u8() << (Byte.SIZE * i);
        }
        return bits;
    }

    /** A LEB128 number, which must not be longer than one of so many bits can be. */
    private void number(int bits, boolean signed) {
        for (int shift = 0; ; shift += 7) {
            require(shift < bits, "integer representation too long");
            int next = reader.u8();
            long part = next & 0x7F;
            if (signed && (next & 0x80) == 0) {
                part = part << 57 >> 57;
            }
            int room = bits - shift;
            if (room < 7) {
                boolean fits = signed ? part >> (room - 1) == 0 || part >> (room - 1) == -1 : part >>> room == 0;
                require(fits, "integer too large");
            }
            if ((next & 0x80) == 0) {
                return;
            }
        }
    }

    private void require(boolean condition, String message) {
        if (!condition) {
            throw reader.malformed(message);
        }
    }
}
