package dev.perigord.wasm.binary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigord.wasm.module.MalformedException;
import dev.perigord.wasm.module.ModuleDefinition.Range;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Offsets of segments, without the machinery that reads any expression. */
class I32ConstantTest {
    private static byte[] bytes(String code) {
        return HexFormat.ofDelimiter(" ").parseHex(code);
    }

    /** A reader of these bytes that has something in front of them and something behind. */
    private static BinaryReader reader(String code) {
        byte[] bytes = bytes("0b " + code + " 41");
        return new BinaryReader(bytes, 1, bytes.length);
    }

    @ParameterizedTest
    @CsvSource({
        "41 00 0b, 0",
        "41 3f 0b, 63",
        "41 7f 0b, -1",
        "41 c0 00 0b, 64",
        "41 80 7f 0b, -128",
        "41 80 80 04 0b, 65536",
        "41 ff ff ff ff 07 0b, 2147483647",
        "41 80 80 80 80 78 0b, -2147483648",
        "41 ff ff ff ff 7f 0b, -1"
    })
    void aNumberIsPassedOverAndRead(String code, int value) {
        BinaryReader reader = reader(code);
        assertTrue(I32Constant.skip(reader));
        Range expression = new Range(1, reader.position());
        assertEquals(1 + bytes(code).length, reader.position());
        assertTrue(I32Constant.is(reader.bytes(), expression));
        assertEquals(value, I32Constant.value(reader.bytes(), expression));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0b",
                "42 00 0b",
                "23 00 0b",
                "41 01 41 02 6a 0b",
                "41 80 01 41 02 6a 0b",
                "41 0b 1a 0b",
                "41 01 41 8b 8b 0b 6a 0b"
            })
    void anotherExpressionStaysWhereItIs(String code) {
        BinaryReader reader = reader(code);
        assertFalse(I32Constant.skip(reader));
        assertEquals(1, reader.position());
        assertFalse(I32Constant.is(reader.bytes(), new Range(1, 1 + bytes(code).length)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"41", "41 00", "41 80", "41 80 0b", "41 80 80 80 80 80 00 0b"})
    void whatIsCutOffOrTooLongIsLeftToTheReaderOfAll(String code) {
        byte[] bytes = bytes(code);
        BinaryReader reader = new BinaryReader(bytes, 0, bytes.length);
        assertFalse(I32Constant.skip(reader));
        assertEquals(0, reader.position());
    }

    @ParameterizedTest
    @ValueSource(strings = {"41 ff ff ff ff 0f 0b", "41 80 80 80 80 70 0b"})
    void aNumberOfMoreThan32BitsIsMalformed(String code) {
        MalformedException e = assertThrows(MalformedException.class, () -> I32Constant.skip(reader(code)));
        assertTrue(e.getMessage().startsWith("integer too large"), e.getMessage());
    }
}
