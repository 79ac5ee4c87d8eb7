package dev.perigord.wasm.pruning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.perigord.wasm.instantiation.ModuleLoader;
import dev.perigord.wasm.module.Feature;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.printer.ModulePrinter;
import dev.perigord.wasm.text.TextParser;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ModulePrunerTest {
    /** What is left of a module, which has to be valid. */
    private static String pruned(String module, String... exports) {
        byte[] pruned = ModulePruner.prune(decode(TextParser.parseModule(module).binary()), Set.of(exports)::contains);
        decode(pruned);
        return ModulePrinter.print(pruned);
    }

    private static ModuleDefinition decode(byte[] bytes) {
        return ModuleLoader.decode(bytes, 0, bytes.length, EnumSet.allOf(Feature.class));
    }

    @Test
    void whatAnExportNeedsStays() {
        assertEquals(
                """
                (module $m
                  (type $g (;0;) (func (param f32)))
                  (type (;1;) (func (result i32)))
                  (import "a" "g" (func $g (;0;) (type $g) (param f32)))
                  (import "a" "memory" (memory $memory (;0;) 1))
                  (table $used (;0;) 4 funcref)
                  (global $used (;0;) i32 i32.const 1)
                  (export "kept" (func $kept))
                  (elem $used (;0;) (offset global.get $used) func $inTable)
                  (func $kept (;1;) (type 1) (result i32)
                    (local $x f32)
                    local.get $x
                    call $g
                    i32.const 0
                    call_indirect (type 1) (result i32))
                  (func $inTable (;2;) (type 1) (result i32)
                    i32.const 0
                    i32.load offset=8)
                  (data $text (;0;) (offset global.get $used) "text"))
                """,
                pruned(
                        """
                        (module $m
                          (type $unused (func (param f64)))
                          (type $g (func (param f32)))
                          (import "a" "f" (func $f (type $unused)))
                          (import "a" "g" (func $g (type $g)))
                          (import "a" "memory" (memory $memory 1))
                          (table $gone 2 funcref)
                          (table $used 4 funcref)
                          (global $gone (mut i64) (i64.const 7))
                          (global $used i32 (i32.const 1))
                          (export "kept" (func $kept))
                          (export "dropped" (func $dropped))
                          (elem $gone (table $gone) (i32.const 0) func $dropped)
                          (elem $used (table $used) (global.get $used) func $inTable)
                          (func $dropped
                            (call $f (f64.const 0))
                            (global.set $gone (i64.const 1))
                            (drop (call_indirect $gone (result i32) (i32.const 0))))
                          (func $kept (result i32) (local $x f32)
                            (call $g (local.get $x))
                            (call_indirect $used (result i32) (i32.const 0)))
                          (func $inTable (result i32) (i32.load offset=8 (i32.const 0)))
                          (data $text (memory $memory) (global.get $used) "text"))
                        """,
                        "kept"));
    }

    @Test
    void nothingNeedsNothing() {
        assertEquals(
                "(module)\n",
                pruned(
                        """
                        (module
                          (import "a" "f" (func (param i32)))
                          (memory 1)
                          (table 1 funcref)
                          (elem (i32.const 0) 0)
                          (data (i32.const 0) "data")
                          (export "f" (func 0)))
                        """));
    }

    @Test
    void theStartFunctionStays() {
        assertEquals(
                """
                (module
                  (type (;0;) (func))
                  (import "a" "started" (func (;0;) (type 0)))
                  (start 0))
                """,
                pruned(
                        """
                        (module
                          (import "a" "other" (func (param i32)))
                          (import "a" "started" (func))
                          (start 1))
                        """));
    }

    @Test
    void referencesMayLoseTheSegmentOrExportThatDeclaredThem() {
        assertEquals(
                """
                (module
                  (type (;0;) (func))
                  (export "kept" (func $kept))
                  (elem (;0;) declare func $declared)
                  (func $declared (;0;) (type 0))
                  (func $kept (;1;) (type 0)
                    ref.func $declared
                    drop))
                """,
                pruned(
                        """
                        (module
                          (import "a" "f" (func))
                          (export "declared" (func $declared))
                          (export "kept" (func $kept))
                          (func $declared)
                          (func $kept (drop (ref.func $declared))))
                        """,
                        "kept"));
    }

    @Test
    void typesThatReferToEachOtherStayTogether() {
        assertEquals(
                """
                (module
                  (rec
                    (type $list (;0;) (struct (field $next (ref null $list))))
                    (type $pair (;1;) (array (ref $list))))
                  (type (;2;) (func (param (ref $list))))
                  (import "a" "t" (tag $t (;0;) (type 2) (param (ref $list))))
                  (export "kept" (func $kept))
                  (func $kept (;0;) (type 2) (param (ref $list))
                    block (result (ref $list))
                      try_table (catch $t 0)
                        local.get 0
                        throw $t
                      end
                      unreachable
                    end
                    struct.get $list $next
                    drop))
                """,
                pruned(
                        """
                        (module
                          (type $gone (struct))
                          (rec
                            (type $list (struct (field $next (ref null $list))))
                            (type $pair (array (ref $list))))
                          (import "a" "gone" (tag $gone))
                          (import "a" "t" (tag $t (param (ref $list))))
                          (func $kept (export "kept") (param (ref $list))
                            (struct.get $list $next
                              (block (result (ref $list))
                                (try_table (catch $t 0) (throw $t (local.get 0)))
                                (unreachable)))
                            (drop)))
                        """,
                        "kept"));
    }

    @Test
    void segmentsThatCodeNamesStay() {
        assertEquals(
                """
                (module
                  (type (;0;) (func))
                  (table (;0;) 2 funcref)
                  (memory (;0;) 1)
                  (export "kept" (func $kept))
                  (elem (;0;) funcref (item ref.null func))
                  (func $kept (;0;) (type 0)
                    i32.const 0
                    i32.const 0
                    i32.const 1
                    table.init 0
                    i32.const 0
                    i32.const 0
                    i32.const 1
                    memory.init 0)
                  (data (;0;) "kept"))
                """,
                pruned(
                        """
                        (module
                          (table 1 externref)
                          (table 2 funcref)
                          (memory 1)
                          (elem funcref (ref.null func))
                          (elem func 0)
                          (elem funcref (ref.null func))
                          (data "gone")
                          (data "kept")
                          (func $kept (export "kept")
                            (table.init 1 2 (i32.const 0) (i32.const 0) (i32.const 1))
                            (memory.init 1 (i32.const 0) (i32.const 0) (i32.const 1))))
                        """,
                        "kept"));
    }
}
