package dev.perigord.wasm.binary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.perigord.wasm.module.InvalidException;
import dev.perigord.wasm.module.MalformedException;
import dev.perigord.wasm.text.TextParser;
import org.junit.jupiter.api.Test;

final class CustomSectionReaderTest {
    private static void check(String module) {
        CustomSectionReader.check(
                ModuleDecoder.decode(TextParser.parseModule(module).binary()));
    }

    private static String invalid(String module) {
        return assertThrows(InvalidException.class, () -> check(module)).getMessage();
    }

    private static String malformed(String module) {
        return assertThrows(MalformedException.class, () -> check(module)).getMessage();
    }

    @Test
    void namesOfAllKinds() {
        check(
                """
                (module $m
                  (type $t (func (param i32)))
                  (func $f (type $t) (param $p i32) (local $l i32) (block $b))
                  (table $t 1 funcref) (memory $m 1) (global $g i32 (i32.const 0)) (elem $e func) (data $d))
                """);
    }

    @Test
    void namesOfWhatIsNotThere() {
        assertEquals("name section: invalid function index 0", invalid("(@custom \"name\" \"\\01\\04\\01\\00\\01f\")"));
        assertEquals(
                "name section: invalid local index 1",
                invalid("(func (local i32)) (@custom \"name\" \"\\02\\06\\01\\00\\01\\01\\01f\")"));
    }

    @Test
    void namesOutOfOrder() {
        String section = "(@custom \"name\" \"\\01\\07\\02\\00\\01f\\00\\01g\")";
        assertEquals("malformed name section: index out of order (at offset 0x25)", malformed("(func)" + section));
    }

    @Test
    void branchHintsAreAboutConditionalBranches() {
        String hint = "(@metadata.code.branch_hint \"\\01\")";
        check("(func (local i32 i64) " + hint + "(if (i32.const 0) (then)) (i32.const 0) " + hint + " br_if 0)");
        assertEquals("branch hint: invalid target at offset 0x39", invalid("(func " + hint + " nop)"));
    }
}
