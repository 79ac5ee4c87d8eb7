package dev.perigord.wasm.text;

import static dev.perigord.wasm.text.Encoded.code;
import static dev.perigord.wasm.text.Encoded.error;
import static dev.perigord.wasm.text.Encoded.section;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class ReferenceInstructionTextTest {
    @Test
    void structuresAndArrays() {
        String types =
                """
                (type $p (struct (field $x i32) (field $y (mut i32))))
                (type $a (array i8))
                """;
        assertEquals("fb 00 00 0b", code(types, "struct.new $p"));
        assertEquals("fb 02 00 01 0b", code(types, "struct.get $p $y"));
        assertEquals("fb 05 00 01 0b", code(types, "struct.set 0 1"));
        assertEquals("fb 08 01 03 0b", code(types, "array.new_fixed $a 3"));
        assertEquals("fb 11 01 01 0b", code(types, "array.copy $a $a"));
        assertEquals("fb 0f fb 1c fb 1e 0b", code("array.len ref.i31 i31.get_u"));
        assertEquals("1:20: unknown field $z", error("(func struct.get 0 $z)"));
    }

    @Test
    void segmentsOfArrays() {
        String fields = "(type $a (array i8)) (data $d \"x\") (elem $e func)";
        assertEquals("fb 09 00 00 0b", code(fields, "array.new_data $a $d"));
        assertEquals("fb 13 00 00 0b", code(fields, "array.init_elem $a $e"));
        assertEquals("01", section(fields + "(func array.init_data $a $d)", 12));
    }

    @Test
    void castsChooseByNullability() {
        assertEquals("fb 14 6d 0b", code("ref.test (ref eq)"));
        assertEquals("fb 15 6d 0b", code("ref.test eqref"));
        assertEquals("fb 16 00 0b", code("(type $t (func))", "ref.cast (ref $t)"));
        assertEquals("fb 17 62 00 0b", code("(type $t (func))", "ref.cast (ref null (exact $t))"));
        assertEquals("fb 24 6b 0b", code("ref.cast_desc_eq structref"));
    }

    @Test
    void branches() {
        assertEquals("fb 18 01 00 6e 6c 0b", code("br_on_cast 0 anyref (ref i31)"));
        assertEquals("02 40 fb 19 03 01 6e 6b 0b 0b", code("block br_on_cast_fail 1 anyref structref end"));
        assertEquals("02 40 d5 00 d6 01 0b 0b", code("block $l br_on_null $l br_on_non_null 1 end"));
        assertEquals("14 00 15 00 0b", code("(type $t (func))", "call_ref $t return_call_ref $t"));
    }

    @Test
    void nullsOfAllTypes() {
        assertEquals("d0 71 d0 00 0b", code("(type $t (func))", "ref.null none ref.null $t"));
    }

    @Test
    void tryTablesCatchOutside() {
        String tag = "(tag $e)";
        assertEquals(
                "02 40 1f 40 04 00 00 00 01 00 00 02 01 03 01 0c 00 0c 01 0b 0b 0b",
                code(
                        tag,
                        """
                        (block $l
                          (try_table $t (catch $e $l) (catch_ref $e 0) (catch_all 1) (catch_all_ref 1)
                            (br $t)
                            (br $l)))
                        """));
        assertEquals("1f 7f 00 08 00 0a 0b 0b", code(tag, "try_table (result i32) throw $e throw_ref end"));
        assertEquals("1:36: unknown label $t", error("(tag) (func (try_table $t (catch 0 $t)))"));
    }

    @Test
    void legacyTry() {
        String tag = "(tag $e)";
        String plain = code(tag, "try $t nop catch $e rethrow $t catch_all rethrow 0 end");
        assertEquals("06 40 01 07 00 09 00 19 09 00 0b 0b", plain);
        assertEquals(plain, code(tag, "(try $t (do (nop)) (catch $e (rethrow $t)) (catch_all (rethrow 0)))"));
        String delegated = code(tag, "try $o try nop delegate $o end");
        assertEquals("06 40 06 40 01 18 00 0b 0b", delegated);
        assertEquals(delegated, code(tag, "(try $o (do (try (do (nop)) (delegate $o))))"));
        assertEquals("1:11: unexpected token catch, expected an instruction", error("(func nop catch 0)"));
        assertEquals("1:12: unexpected token ), expected (do", error("(func (try ))"));
    }

    @Test
    void stackSwitching() {
        String fields = "(type $f (func)) (type $c (cont $f)) (tag $e)";
        assertEquals(
                "e0 01 e1 01 01 e2 00 e6 01 00 0b",
                code(fields, "cont.new $c cont.bind $c $c suspend $e switch $c $e"));
        assertEquals(
                "02 40 e3 01 02 00 00 00 01 00 0b 0b",
                code(fields, "(block $l (resume $c (on $e $l) (on $e switch)))"));
        assertEquals("e4 01 00 00 e5 01 00 0b", code(fields, "resume_throw $c $e resume_throw_ref $c"));
    }

    @Test
    void wideArithmetic() {
        assertEquals("fc 13 fc 16 0b", code("i64.add128 i64.mul_wide_u"));
    }

    @Test
    void nothingBoundsNestedHandlers() {
        int depth = 50_000;
        String module = "(func " + "(try (do (try_table (block ".repeat(depth) + "))))".repeat(depth) + ")";
        assertTrue(TextParser.parseModule(module).binary().length > 8 * depth);
    }
}
