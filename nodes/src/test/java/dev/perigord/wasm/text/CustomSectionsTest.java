package dev.perigord.wasm.text;

import static dev.perigord.wasm.text.Encoded.error;
import static dev.perigord.wasm.text.Encoded.sections;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class CustomSectionsTest {
    @Test
    void sectionsStandWhereTheAnnotationsSay() {
        String module =
                """
                (module
                  (@custom "a" "x" "y")
                  (@custom "b" (before memory))
                  (memory 1)
                  (@custom "c" (after memory))
                  (@custom "d" (before first)))
                """;
        assertEquals("00 02 01 64 00 02 01 62 05 03 01 00 01 00 02 01 63 00 04 01 61 78 79", sections(module));
    }

    @Test
    void otherAnnotationsMeanNothing() {
        assertEquals(sections("(memory 1)"), sections("((@a) memory (@b \"x\") 1)"));
    }

    @Test
    void malformedAnnotations() {
        assertEquals("1:10: @custom annotation: missing section name", error("(@custom 4)"));
        assertEquals("1:14: @custom annotation: unexpected token", error("(@custom \"a\" here)"));
        assertEquals("1:15: @custom annotation: malformed placement", error("(@custom \"a\" (aft type))"));
        assertEquals("1:22: @custom annotation: malformed section kind", error("(@custom \"a\" (before types))"));
        assertEquals("1:7: misplaced @custom annotation", error("(func (@custom \"a\"))"));
    }

    /** The contents of the name section without its name. */
    private static String names(String module) {
        String section = Encoded.section(module, 0);
        return section.isEmpty() ? "" : section.substring("04 6e 61 6d 65 ".length());
    }

    @Test
    void annotationsNameWhatIsDefined() {
        assertEquals("00 02 01 4d", names("(module (@name \"M\"))"));
        assertEquals("00 02 01 4d", names("(module $m (@name \"M\"))"));
        assertEquals("01 04 01 00 01 66", names("(func (@name \"f\"))"));
        assertEquals("01 04 01 00 01 66", names("(func $g (@name \"f\") (call $g))"));
        assertEquals("02 06 01 00 01 01 01 6c", names("(func (param i32) (local (@name \"l\") i32))"));
        assertEquals("03 06 01 00 01 01 01 62", names("(func (block) (block (@name \"b\")))"));
        assertEquals("0b 04 01 00 01 65", names("(tag (@name \"e\"))"));
    }

    @Test
    void identifiersOfAllKindsBecomeNames() {
        assertEquals(
                "04 04 01 00 01 74 05 04 01 00 01 74 06 04 01 00 01 6d 07 04 01 00 01 67 08 04 01 00 01 65 "
                        + "09 04 01 00 01 64 0a 06 01 00 01 00 01 78",
                names(
                        """
                        (type $t (struct (field $x i32)))
                        (table $t 1 funcref) (memory $m 1) (global $g i32 (i32.const 0)) (elem $e func) (data $d)
                        """));
    }

    @Test
    void misplacedNames() {
        assertEquals("1:24: @name annotation: multiple names", error("(module (@name \"M1\")   (@name \"M2\"))"));
        assertEquals("1:16: misplaced @name annotation", error("(module (func) (@name \"M\"))"));
        assertEquals("1:10: misplaced @name annotation", error("(start $f(@name \"M\")) (func $f)"));
    }

    @Test
    void branchHintsComeBeforeTheCode() {
        String module =
                """
                (func)
                (func (param i32) (local i64)
                  (@metadata.code.branch_hint "\\01") (if (local.get 0) (then))
                  block
                    local.get 0
                    (@metadata.code.branch_hint "\\00") br_if 0
                  end)
                """;
        assertEquals(
                "19 6d 65 74 61 64 61 74 61 2e 63 6f 64 65 2e 62 72 61 6e 63 68 5f 68 69 6e 74 "
                        + "01 01 02 05 01 01 0c 01 00",
                Encoded.section(module, 0));
    }

    @Test
    void misplacedBranchHints() {
        String hint = "(@metadata.code.branch_hint \"\\01\")";
        String prefix = "@metadata.code.branch_hint annotation: ";
        assertEquals("1:41: " + prefix + "duplicate annotation", error("(func " + hint + hint + " br_if 0)"));
        assertEquals("1:1: " + prefix + "not in a function", error(hint + "(func)"));
        assertEquals("1:7: " + prefix + "invalid hint value", error("(func (@metadata.code.branch_hint \"2\") nop)"));
    }
}
