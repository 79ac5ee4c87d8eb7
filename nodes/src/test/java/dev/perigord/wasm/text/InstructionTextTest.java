package dev.perigord.wasm.text;

import static dev.perigord.wasm.text.Encoded.code;
import static dev.perigord.wasm.text.Encoded.error;
import static dev.perigord.wasm.text.Encoded.section;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class InstructionTextTest {
    @Test
    void foldedOperandsComeFirst() {
        assertEquals("41 01 41 02 6a 1a 0b", code("(drop (i32.add (i32.const 1) (i32.const 2)))"));
        assertEquals(code("i32.const 1 i32.const 2 i32.add drop"), code("i32.const 1 (i32.add (i32.const 2)) drop"));
    }

    @Test
    void foldedIfWritesItsConditionFirst() {
        assertEquals(
                "41 00 04 7f 41 01 05 41 02 0b 1a 0b",
                code("(drop (if (result i32) (i32.const 0) (then (i32.const 1)) (else (i32.const 2))))"));
        assertEquals("41 00 04 40 0b 0b", code("(if (i32.const 0) (then))"));
        assertEquals("1:16: unexpected token ), expected (then", error("(func (if (nop)))"));
        assertEquals("1:18: unexpected token nop, expected a folded instruction", error("(func (if (then) nop))"));
    }

    @Test
    void labelsAreRelative() {
        assertEquals("02 40 03 40 0c 01 0c 00 0d 02 0b 0b 0b", code("(block $a (loop $b (br $a) (br $b) br_if 2))"));
        assertEquals("02 40 02 40 0c 00 0b 0c 00 0b 0b", code("block $l block $l br $l end $l br $l end"));
        assertEquals("02 40 41 00 0e 02 00 01 00 0b 0b", code("(block $a (br_table $a 1 $a (i32.const 0)))"));
        assertEquals("1:11: unknown label $x", error("(func (br $x))"));
        assertEquals("1:20: mismatching label $b", error("(func block $a end $b)"));
        assertEquals("1:7: unexpected token end, expected an instruction", error("(func end)"));
        assertEquals("1:12: unexpected token ), expected end", error("(func block)"));
    }

    @Test
    void blockTypes() {
        assertEquals("02 7f 41 00 0b 1a 0b", code("(drop (block (result i32) (i32.const 0)))"));
        assertEquals("02 01 0b 0b", code("(block (param i32) (result i32))"));
        assertEquals("1:21: unexpected token $x, expected )", error("(func (block (param $x i32)))"));
    }

    @Test
    void selectWithTypesIsAnotherInstruction() {
        assertEquals("1b 0b", code("select"));
        assertEquals("1c 01 70 0b", code("select (result funcref)"));
        assertEquals("00 1c 02 7f 7f 0b", code("(select (result i32) (result i32) (unreachable))"));
    }

    @Test
    void callIndirectMayNameATable() {
        String tables = "(type $t (func)) (table 1 funcref) (table $u 1 funcref) ";
        assertTrue(section(tables + "(func (call_indirect $u (type $t) (i32.const 0)))", 10)
                .endsWith("41 00 11 00 01 0b"));
        assertTrue(section(tables + "(func call_indirect)", 10).endsWith("11 00 00 0b"));
    }

    @Test
    void memoryArguments() {
        assertEquals("28 02 00 0b", code("i32.load"));
        assertEquals("29 00 90 01 0b", code("i64.load offset=0x90 align=1"));
        assertEquals("28 42 01 08 0b", code("i32.load 1 offset=8"));
        assertEquals("1:16: alignment must be a power of two", error("(func i32.load align=3)"));
        assertEquals("1:16: unknown operator offset=x", error("(func i32.load offset=x)"));
        assertEquals(
                "1:24: unexpected token offset=1, expected an instruction", error("(func i32.load align=1 offset=1)"));
    }

    @Test
    void bulkInstructionsMayNameTwoIndices() {
        assertEquals("fc 0a 00 00 0b", code("memory.copy"));
        assertEquals("fc 0a 01 00 0b", code("memory.copy 1 0"));
        assertEquals("fc 0c 01 00 0b", code("table.init 1"));
        assertEquals("fc 0c 01 02 0b", code("table.init 2 1"));
        assertEquals("fc 08 03 00 0b", code("memory.init 3"));
        assertEquals("fc 11 00 0b", code("table.fill"));
    }

    @Test
    void constants() {
        assertEquals("41 80 7f 0b", code("i32.const -128"));
        assertEquals("42 7f 0b", code("i64.const 0xffff_ffff_ffff_ffff"));
        assertEquals("43 00 00 c0 3f 0b", code("f32.const 1.5"));
        assertEquals("44 00 00 00 00 00 00 f0 ff 0b", code("f64.const -inf"));
        assertEquals("d0 6f d1 0b", code("(ref.is_null (ref.null extern))"));
        assertEquals("1:17: constant out of range", error("(func i32.const 4294967296)"));
        assertEquals("1:17: unexpected token 1.0, expected an integer", error("(func i32.const 1.0)"));
    }

    @Test
    void unknownAndMisplacedWords() {
        assertEquals("1:8: unknown operator i32.foo", error("(func (i32.foo))"));
        assertEquals("1:12: unexpected token type, expected an instruction", error("(func nop (type 0))"));
        assertEquals("1:12: unknown operator 0drop", error("(func br 0 0drop)"));
        assertEquals("1:17: unknown local $x", error("(func local.get $x)"));
    }

    @Test
    void nothingBoundsNesting() {
        int depth = 100_000;
        String module = "(func " + "(block (i32.eqz ".repeat(depth) + "))".repeat(depth) + ")";
        assertTrue(TextParser.parseModule(module).binary().length > 4 * depth);
        assertTrue(error("(".repeat(depth)).contains("unexpected token"));
        assertTrue(error("(func " + "(if ".repeat(depth)).contains("the text ends"));
    }
}
