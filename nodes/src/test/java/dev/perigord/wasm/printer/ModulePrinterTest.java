package dev.perigord.wasm.printer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigord.wasm.text.TextParser;
import org.junit.jupiter.api.Test;

final class ModulePrinterTest {
    private static String print(String module) {
        return ModulePrinter.print(TextParser.parseModule(module).binary());
    }

    /** The text is what the printer makes of the module that it describes. */
    private static void same(String text) {
        assertEquals(text, print(text));
    }

    /** The instructions of a function as they are printed, separated by single spaces. */
    private static String code(String instructions) {
        String text = print("(func " + instructions + ")");
        return text.substring(text.indexOf("(type 0)") + "(type 0)".length(), text.lastIndexOf("))"))
                .trim()
                .replaceAll("\\s+", " ");
    }

    @Test
    void emptyModule() {
        same("(module)\n");
    }

    @Test
    void allFields() {
        same(
                """
                (module $m
                  (type $f (;0;) (func (param i32) (result i32)))
                  (type (;1;) (func (param f64)))
                  (type (;2;) (func))
                  (import "a" "f" (func $imported (;0;) (type $f) (param i32) (result i32)))
                  (import "a" "m" (memory (;0;) i64 1 2 shared))
                  (table $t (;0;) 1 funcref ref.func $g)
                  (memory $small (;1;) 1 (pagesize 1))
                  (tag $e (;0;) (type 1) (param f64))
                  (global (;0;) (mut i64) i64.const -1)
                  (export "g" (func $g))
                  (start $s)
                  (elem (;0;) (offset i32.const 0) func $g $imported)
                  (elem (;1;) declare funcref (item ref.null func))
                  (func $g (;1;) (type $f) (param $x i32) (result i32)
                    (local i64 i64) (local $y f32)
                    local.get $x
                    call $imported)
                  (func $s (;2;) (type 2))
                  (data (;0;) "text \\"\\\\\\00\\ff")
                  (data $d (;1;) (memory $small) (offset i32.const 0)))
                """);
    }

    @Test
    void types() {
        same(
                """
                (module
                  (rec
                    (type $a (;0;) (sub (struct (field $x i8) (field (mut (ref null $b))))))
                    (type $b (;1;) (sub final $a (struct (field i8) (field (mut (ref null $b)))))))
                  (type (;2;) (array (mut (ref (exact $a)))))
                  (type (;3;) (func (param anyref (ref i31) nullfuncref)))
                  (type (;4;) (cont 3))
                  (rec
                    (type (;5;) (descriptor 6) (struct))
                    (type (;6;) (describes 5) (struct)))
                  (rec))
                """);
    }

    @Test
    void groupsReferToThemselvesEvenIfTheyAreRepeated() {
        same(
                """
                (module
                  (type (;0;) (sub (struct (field (ref null 0)))))
                  (type (;1;) (sub (struct (field (ref null 1))))))
                """);
    }

    @Test
    void blocksAreIndented() {
        same(
                """
                (module
                  (type (;0;) (func))
                  (func (;0;) (type 0)
                    block $l
                      i32.const 0
                      if (result i32)
                        i32.const 1
                      else
                        br $l
                      end
                      drop
                    end
                    try $t
                      br 1
                    catch_all
                      rethrow $t
                    end))
                """);
    }

    @Test
    void namesThatAreNoIdentifiersAreAnnotations() {
        same(
                """
                (module
                  (type (;0;) (func))
                  (func (@name "f") (;0;) (type 0)
                    call 1)
                  (func (@name "f") (;1;) (type 0))
                  (func (@name "") (;2;) (type 0))
                  (func $"a b\\u{200b}" (;3;) (type 0)
                    call $"a b\\u{200b}"))
                """);
    }

    @Test
    void everyBitOfANumberSurvives() {
        assertEquals("f32.const 0.1 f32.const -0.0", code("f32.const 0.1 f32.const -0"));
        assertEquals("f32.const nan:0x1 f32.const -nan", code("f32.const nan:0x1 f32.const -nan:0x400000"));
        assertEquals("f64.const 4.9E-324 f64.const -inf", code("f64.const 0x1p-1074 f64.const -inf"));
        assertEquals("i64.const -9223372036854775808", code("i64.const 0x8000_0000_0000_0000"));
        assertEquals("v128.const i64x2 0x1 0xff00000000000000", code("v128.const i64x2 1 0xff00000000000000"));
    }

    @Test
    void immediatesThatGoWithoutSayingAreNotSaid() {
        assertEquals("i32.load i32.load offset=4 align=1", code("i32.load offset=0 align=4 i32.load offset=4 align=1"));
        assertEquals("memory.copy memory.copy 0 1", code("memory.copy 0 0 memory.copy 0 1"));
        assertEquals("ref.test (ref eq) ref.test eqref", code("ref.test (ref eq) ref.test (ref null eq)"));
        assertEquals("select (result i32)", code("select (result i32)"));
    }

    @Test
    void clausesOfTryTables() {
        assertEquals(
                "block $l try_table $t (catch 0 $l) (catch_all_ref 1) br $t end end",
                code("block $l try_table $t (catch 0 $l) (catch_all_ref 1) br $t end end"));
    }

    @Test
    void customSectionsKeepTheirPlaces() {
        same(
                """
                (module
                  (@custom "first" (before first) "\\00")
                  (@custom "second" (after func))
                  (type (;0;) (func))
                  (func (;0;) (type 0)))
                """);
    }

    @Test
    void branchHintsAreAnnotations() {
        same(
                """
                (module
                  (type (;0;) (func))
                  (func (;0;) (type 0)
                    i32.const 0
                    (@metadata.code.branch_hint "\\01") br_if 0))
                """);
    }

    @Test
    void nothingBoundsNesting() {
        int depth = 100_000;
        String text = print("(func " + "(block ".repeat(depth) + ")".repeat(depth) + ")");
        assertTrue(text.length() < depth * 250);
        assertEquals(text, print(text));
    }
}
