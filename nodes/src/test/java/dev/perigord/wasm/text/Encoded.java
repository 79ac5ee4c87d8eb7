package dev.perigord.wasm.text;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.perigord.wasm.module.MalformedException;
import java.util.HexFormat;

/** What the tests look at in encoded modules. */
final class Encoded {
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private Encoded() {}

    /** The bytes of a module after its preamble, in hexadecimal. */
    static String sections(String text) {
        byte[] binary = TextParser.parseModule(text).binary();
        return HEX.formatHex(binary, 8, binary.length);
    }

    /** The contents of the only section with an id, or nothing. */
    static String section(String text, int id) {
        byte[] binary = TextParser.parseModule(text).binary();
        for (int i = 8; i < binary.length; ) {
            int found = binary[i++];
            int size = 0;
            int shift = 0;
            do {
                size |= (binary[i] & 0x7F) << shift;
                shift += 7;
            } while (binary[i++] < 0);
            if (found == id) {
                return HEX.formatHex(binary, i, i + size);
            }
            i += size;
        }
        return "";
    }

    /** The instructions, {@code end} included, of the only function of a module with fewer than 128 bytes of code. */
    static String code(String instructions) {
        return code("", instructions);
    }

    /** The same of a module with fields before the function, of which none is a function. */
    static String code(String fields, String instructions) {
        String section = section(fields + " (func " + instructions + ")", 10);
        return section.substring("01 size 00 ".length() - 2);
    }

    /** The message of the error that a module has. */
    static String error(String text) {
        return assertThrows(MalformedException.class, () -> TextParser.parseModule(text))
                .getMessage();
    }
}
