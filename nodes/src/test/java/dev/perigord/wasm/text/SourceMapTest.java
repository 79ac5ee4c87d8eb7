package dev.perigord.wasm.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

final class SourceMapTest {
    private static final String MODULE =
            """
            (module
              (func $first (nop))
              (func (param i32) (result i32)
                (i32.add (local.get 0) (i32.const 300))))
            """;

    private final TextModule module = TextParser.parseModule(MODULE);
    private final SourceMap map = module.sourceMap();
    /** The offset of the second function's first instruction. */
    private final int second = indexOf((byte) 0x20);

    private int indexOf(byte opcode) {
        byte[] binary = module.binary();
        int i = 0;
        while (binary[i] != opcode || binary[i + 1] != 0) {
            i++;
        }
        return i;
    }

    @Test
    void leadsFromBytesToInstructions() {
        assertEquals(MODULE.indexOf("local.get"), map.position(second));
        assertEquals(MODULE.indexOf("local.get"), map.position(second + 1));
        assertEquals(MODULE.indexOf("i32.const"), map.position(second + 2));
        assertEquals(MODULE.indexOf("i32.const"), map.position(second + 4));
        assertEquals(MODULE.indexOf("i32.add"), map.position(second + 5));
        assertEquals(MODULE.lastIndexOf("))"), map.position(second + 6));
    }

    @Test
    void nothingElseHasAPosition() {
        assertEquals(-1, map.position(0));
        assertEquals(-1, map.position(second - 1));
        assertEquals(-1, map.position(second + 7));
        assertEquals(
                -1, TextParser.parseModule("(module binary \"\")").sourceMap().position(0));
    }

    @Test
    void leadsFromBytesToFunctions() {
        SourceMap.TextRange range = map.function(second);
        assertEquals(MODULE.indexOf("(func (param"), range.start());
        assertEquals(MODULE.lastIndexOf("))") + 1, range.end());
        assertEquals(range, map.function(second - 2));
        assertEquals(MODULE.indexOf("(func $first"), map.function(second - 3).start());
        assertNull(map.function(0));
    }
}
