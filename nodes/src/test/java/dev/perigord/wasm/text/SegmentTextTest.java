package dev.perigord.wasm.text;

import static dev.perigord.wasm.text.Encoded.error;
import static dev.perigord.wasm.text.Encoded.section;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class SegmentTextTest {
    private static String element(String rest) {
        return section("(func $f) (table $s 1 funcref) (table $t 1 funcref) (elem " + rest + ")", 9);
    }

    @Test
    void activeElements() {
        assertEquals("01 00 41 00 0b 02 00 00", element("(i32.const 0) $f $f"));
        assertEquals("01 00 41 00 0b 01 00", element("$e (offset i32.const 0) func 0"));
        assertEquals("01 00 41 00 0b 01 00", element("(table $s) (i32.const 0) func 0"));
        assertEquals("01 02 01 41 00 0b 00 01 00", element("(table $t) (i32.const 0) func 0"));
        assertEquals("01 04 41 00 0b 01 d2 00 0b", element("(i32.const 0) funcref (ref.func $f)"));
        assertEquals("01 06 01 41 00 0b 70 00", element("(table 1) (offset (i32.const 0)) funcref"));
    }

    @Test
    void passiveAndDeclarativeElements() {
        assertEquals("01 01 00 01 00", element("func $f"));
        assertEquals("01 05 70 02 d0 70 0b d2 00 0b", element("funcref (item ref.null func) (ref.func 0)"));
        assertEquals("01 05 6f 00", element("externref"));
        assertEquals("01 05 64 70 01 d2 00 0b", element("(ref func) (ref.func $f)"));
        assertEquals("01 03 00 01 00", element("declare func $f"));
        assertEquals("01 07 70 01 d2 00 0b", element("declare funcref (ref.func $f)"));
        assertEquals("1:7: unexpected token -1, expected func or a reference type", error("(elem -1)"));
    }

    @Test
    void tablesAndMemoriesMayBeGivenAsInWebAssembly1() {
        assertEquals(element("(table 1) (i32.const 0) func $f"), element("1 (i32.const 0) $f"));
        assertEquals("01 02 01 41 00 0b 01 61", section("(data 1 (i32.const 0) \"a\")", 11));
        assertEquals("1:8: unexpected token ), expected (offset", error("(elem 0)"));
    }

    @Test
    void elementsInsideOfTables() {
        String functions = "(table funcref (elem $f $f)) (func $f)";
        assertEquals("01 70 01 02 02", section(functions, 4));
        assertEquals("01 00 41 00 0b 02 00 00", section(functions, 9));
        assertEquals("01 06 00 41 00 0b 6f 01 d0 6f 0b", section("(table externref (elem (ref.null extern)))", 9));
    }

    @Test
    void dataSegments() {
        String memories = "(memory 1) (memory $m 1) ";
        assertEquals("01 01 02 61 62", section("(data \"a\" \"b\")", 11));
        assertEquals("01 00 41 00 0b 01 61", section(memories + "(data (i32.const 0) \"a\")", 11));
        assertEquals("01 02 01 41 00 0b 00", section(memories + "(data $d (memory $m) (offset i32.const 0))", 11));
        assertEquals("1:28: unexpected token ), expected (offset", error("(memory 1) (data (memory 0))"));
    }

    @Test
    void dataInsideOfMemories() {
        assertEquals("01 01 01 01", section("(memory (data \"a\"))", 5));
        assertEquals("01 01 00 00", section("(memory (data))", 5));
        assertEquals("01 00 41 00 0b 01 61", section("(memory (data \"a\"))", 11));
    }

    @Test
    void segmentsInsideOthersHaveIndices() {
        String module = "(table funcref (elem)) (elem $e funcref) (func elem.drop $e)";
        assertEquals("01 05 00 fc 0d 01 0b", section(module, 10));
    }
}
