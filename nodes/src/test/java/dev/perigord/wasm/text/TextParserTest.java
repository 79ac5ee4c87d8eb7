package dev.perigord.wasm.text;

import static dev.perigord.wasm.text.Encoded.error;
import static dev.perigord.wasm.text.Encoded.section;
import static dev.perigord.wasm.text.Encoded.sections;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class TextParserTest {
    @Test
    void emptyModuleIsThePreamble() {
        byte[] preamble = {0, 'a', 's', 'm', 1, 0, 0, 0};
        assertArrayEquals(preamble, TextParser.parseModule("(module)").binary());
        assertArrayEquals(preamble, TextParser.parseModule("").binary());
    }

    @Test
    void functionWithParametersAndExport() {
        String module =
                """
                (module
                  (func (export "add") (param i32 i32) (result i32)
                    local.get 0
                    local.get 1
                    i32.add))
                """;
        assertEquals(
                "01 07 01 60 02 7f 7f 01 7f 03 02 01 00 07 07 01 03 61 64 64 00 00 0a 09 01 07 00 20 00 20 01 6a 0b",
                sections(module));
    }

    @Test
    void moduleMayBeFieldsAlone() {
        assertEquals(sections("(module (memory 1) (func))"), sections("(memory 1) (func)"));
    }

    @Test
    void binaryAndQuotedModules() {
        assertEquals("00 01 00", sections("(module binary \"\\00asm\" \"\\01\\00\\00\\00\" \"\\00\\01\\00\")"));
        assertEquals(sections("(memory 1)"), sections("(module quote \"(memory\" \" 1)\")"));
        assertEquals(sections("(memory 1)"), sections("(module quote \"(module (memory 1))\")"));
    }

    @Test
    void quoteMustBeUtf8() {
        assertEquals("1:4: malformed UTF-8 encoding", error("(module quote \";; \\ff\")"));
    }

    @Test
    void importsComeFirstInIndexSpaces() {
        String module =
                """
                (import "m" "f" (func $f (param i32)))
                (func $g (import "m" "g"))
                (func $h)
                (start $h)
                """;
        assertEquals("02 01 6d 01 66 00 00 01 6d 01 67 00 01", section(module, 2));
        assertEquals("02", section(module, 8));
        assertEquals("1:9: import after function", error("(func) (import \"m\" \"f\" (func))"));
        assertEquals("1:18: import after memory", error("(memory 1) (func (import \"m\" \"f\"))"));
    }

    @Test
    void importsOfAllKinds() {
        assertEquals("01 00 00 01 70 01 01 02", section("(import \"\" \"\" (table 1 2 funcref))", 2));
        assertEquals("01 00 00 02 00 01", section("(import \"\" \"\" (memory $m 1))", 2));
        assertEquals("01 00 00 03 7e 01", section("(import \"\" \"\" (global (mut i64)))", 2));
        assertEquals("01 00 00 03 6f 00", section("(global (import \"\" \"\") externref)", 2));
    }

    @Test
    void typeUsesReuseAndImplyTypes() {
        String module =
                """
                (func (param i32))
                (type $t (func (param i32)))
                (func (result i64) (i64.const 0))
                (func (type $t) (param i32))
                """;
        assertEquals("02 60 01 7f 00 60 00 01 7e", section(module, 1));
        assertEquals("03 00 01 00", section(module, 3));
        assertEquals(
                "1:36: inline function type does not match",
                error("(type $t (func (param i32))) (func (type $t) (param i64))"));
        assertEquals("1:13: unknown type $t", error("(func (type $t))"));
    }

    @Test
    void parametersOfNamedTypeComeBeforeLocals() {
        assertEquals(
                "01 06 01 01 7e 20 01 0b",
                section("(type $t (func (param i32))) (func (type $t) (local $x i64) local.get $x)", 10));
    }

    @Test
    void localsAreRuns() {
        assertEquals("01 08 03 02 7f 01 7e 01 7f 0b", section("(func (local i32 i32) (local $x i64) (local i32))", 10));
    }

    @Test
    void inlineExportsAndImport() {
        assertEquals("02 01 61 02 00 01 62 02 00", section("(memory (export \"a\") (export \"b\") 1)", 7));
        String global = "(global (export \"a\") (import \"m\" \"g\") i32)";
        assertEquals("01 01 61 03 00", section(global, 7));
        assertEquals("01 01 6d 01 67 03 7f 00", section(global, 2));
    }

    @Test
    void limits() {
        assertEquals("01 00 01", section("(memory 1)", 5));
        assertEquals("01 01 01 80 80 04", section("(memory 1 0x1_0000)", 5));
        assertEquals("01 05 01 02", section("(memory i64 1 2)", 5));
        assertEquals("01 70 00 0a", section("(table 10 funcref)", 4));
        assertEquals("01 64 70 00 01", section("(table 1 (ref func))", 4));
        assertEquals("01 40 00 70 00 01 d0 70 0b", section("(table 1 funcref (ref.null func))", 4));
    }

    @Test
    void globalsHaveExtendedConstantExpressions() {
        assertEquals(
                "01 7f 01 41 01 41 02 6a 0b", section("(global (mut i32) (i32.add (i32.const 1) (i32.const 2)))", 6));
        assertEquals("01 7f 00 41 7f 0b", section("(global i32 i32.const -1)", 6));
    }

    @Test
    void dataCountIsThereWhenInstructionsNeedIt() {
        assertEquals("", section("(data \"x\")", 12));
        assertEquals("01", section("(data $d \"x\") (func data.drop $d)", 12));
    }

    @Test
    void namesComeFromIdentifiers() {
        String module = "(module $m (func $f (param $p i32) (local i32) (local $\"l 1\" i32)))";
        assertEquals(
                "04 6e 61 6d 65 00 02 01 6d 01 04 01 00 01 66 02 0b 01 00 02 00 01 70 02 03 6c 20 31",
                section(module, 0));
        assertEquals("", section("(module (func))", 0));
    }

    @Test
    void identifiersAreUnique() {
        assertEquals("1:17: duplicate func $f", error("(func $f) (func $f)"));
        assertEquals("1:31: duplicate local $x", error("(func (param $x i32)   (local $x i32))"));
        assertEquals("1:29: duplicate global $g", error("(global $g i32 nop) (global $\"g\" i32 nop)"));
    }

    @Test
    void errorsSayWhatIsThere() {
        assertEquals("2:3: unknown operator foo", error("(module\n  foo)"));
        assertEquals("1:9: unexpected token func, expected (", error("(module func)"));
        assertEquals("1:10: unexpected token (, expected the end of the text", error("(module) (module)"));
        assertEquals("1:14: unexpected token: the text ends, expected )", error("(module (func"));
        assertEquals("1:19: multiple start sections", error("(func) (start 0) (start 0)"));
        assertEquals("1:15: i32 constant out of range", error("(func) (start 0x1_0000_0000)"));
    }

    @Test
    void lexicalErrorsWaitForTheirTurn() {
        assertEquals("1:13: unknown func $f", error("(func (call $f) (call \"\\q\"))"));
        assertEquals("1:7: unclosed string", error("(func \"unclosed"));
    }
}
