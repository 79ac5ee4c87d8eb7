package dev.perigord.wasm.text;

import static dev.perigord.wasm.text.Encoded.error;
import static dev.perigord.wasm.text.Encoded.section;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class TypeTextTest {
    private static String types(String fields) {
        return section(fields, 1);
    }

    @Test
    void referenceTypes() {
        assertEquals("01 60 02 70 6f 00", types("(type (func (param funcref (ref null extern))))"));
        assertEquals("01 60 03 6e 71 69 00", types("(type (func (param anyref nullref exnref)))"));
        assertEquals("01 60 02 64 6c 68 00", types("(type (func (param (ref i31) contref)))"));
        assertEquals("01 60 02 63 00 64 00 00", types("(type $t (func (param (ref null $t) (ref 0))))"));
        assertEquals(
                "01 60 02 63 62 00 64 62 00 00",
                types("(type $t (func (param (ref null (exact $t)) (ref (exact 0)))))"));
        assertEquals("1:25: unknown type $t", error("(type (func (param (ref $t))))"));
        assertEquals(
                "1:25: unexpected token funcref, expected a heap type", error("(type (func (param (ref funcref))))"));
    }

    @Test
    void structuresAndArrays() {
        assertEquals("01 5f 03 78 00 77 01 7f 00", types("(type (struct (field i8 (mut i16)) (field $x i32)))"));
        assertEquals("02 5f 00 5e 63 00 01", types("(type $s (struct)) (type (array (mut (ref null $s))))"));
        assertEquals("1:37: duplicate field $x", error("(type (struct (field $x i32) (field $x i32)))"));
    }

    @Test
    void subtypesSayWhetherTheyAreFinal() {
        assertEquals(
                "04 50 00 60 00 00 50 01 00 60 00 00 4f 01 01 60 00 00 60 00 00",
                types(
                        """
                        (type $a (sub (func)))
                        (type $b (sub $a (func)))
                        (type (sub final $b (func)))
                        (type (sub final (func)))
                        """));
    }

    @Test
    void groupsMayReferToWhatFollows() {
        assertEquals(
                "02 4e 02 5f 01 63 01 00 5f 01 63 00 00 60 00 00",
                types(
                        """
                        (rec (type $a (struct (field (ref null $b))))
                             (type $b (struct (field (ref null $a)))))
                        (rec (type (func)))
                        """));
        assertEquals("01 4e 00", types("(rec)"));
    }

    @Test
    void continuationsAndDescriptors() {
        assertEquals("02 60 00 00 5d 00", types("(type $f (func)) (type (cont $f))"));
        assertEquals(
                "01 4e 02 4d 01 5f 00 4c 00 5f 00",
                types("(rec (type $a (descriptor $b) (struct)) (type $b (describes $a) (struct)))"));
    }

    @Test
    void impliedTypesAreFinalAndAlone() {
        String module =
                """
                (rec (type (func)) (type (func (param i32))))
                (type (sub (func)))
                (func)
                (func (param i32))
                (func (param (ref 0)))
                (type $last (func (param (ref 0))))
                """;
        assertEquals("05 4e 02 60 00 00 60 01 7f 00 50 00 60 00 00 60 01 64 00 00 60 00 00 60 01 7f 00", types(module));
        assertEquals("03 04 05 03", section(module, 3));
    }

    @Test
    void tags() {
        String module = "(tag $e (export \"e\") (param i32)) (tag (type 0))";
        assertEquals("02 00 00 00 00", section(module, 13));
        assertEquals("01 01 65 04 00", section(module, 7));
        assertEquals("01 01 6d 01 65 04 00 00", section("(import \"m\" \"e\" (tag (param i32)))", 2));
        assertEquals("01 01 6d 01 65 04 00 00", section("(tag (import \"m\" \"e\"))", 2));
        assertEquals("1:8: import after tag", error("(tag) (import \"\" \"\" (tag))"));
    }

    @Test
    void limitsHaveFlags() {
        assertEquals("01 03 01 02", section("(memory 1 2 shared)", 5));
        assertEquals("01 04 80 80 80 80 20", section("(memory i64 0x2_0000_0000)", 5));
        assertEquals("01 08 01 00", section("(memory 1 (pagesize 1))", 5));
        assertEquals("01 0f 01 02 02", section("(memory i64 1 2 shared (pagesize 4))", 5));
        assertEquals("01 00 01", section("(memory 1 (pagesize 65536))", 5));
        assertEquals("01 70 05 01 02", section("(table i64 1 2 funcref)", 4));
        assertEquals("1:21: invalid custom page size", error("(memory 1 (pagesize 3))"));
    }

    @Test
    void contentsDecideTheSize() {
        assertEquals("01 0d 03 03 00", section("(memory i64 (pagesize 1) (data \"abc\"))", 5));
        assertEquals("01 00 42 00 0b 03 61 62 63", section("(memory i64 (data \"abc\"))", 11));
        assertEquals("01 70 05 01 01", section("(func $f) (table i64 funcref (elem $f))", 4));
        assertEquals(
                "01 06 00 41 00 0b 63 00 01 d2 00 0b",
                section("(type $t (func)) (func $f) (table (ref null $t) (elem $f))", 9));
    }

    @Test
    void importsOfExactFunctions() {
        assertEquals("01 01 6d 01 66 20 00", section("(import \"m\" \"f\" (func (exact (param i32))))", 2));
        assertEquals(
                "01 01 6d 01 66 20 00", section("(type $t (func)) (func (import \"m\" \"f\") (exact (type $t)))", 2));
    }
}
