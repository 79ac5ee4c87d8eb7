package dev.perigord.wasm.component.wrapping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Of adapters only what is needed gets into a component. */
class AdapterTest {
    private static final String WIT =
            """
            package test:adapter;
            world adapter {
              import test:host/log@1.0.0;
              import test:host/clock@1.0.0;
            }
            package test:host@1.0.0 {
              interface log {
                resource sink { write: func(level: level, message: string); }
                enum level { low, high }
                flush: func();
                open: func() -> sink;
              }
              interface clock { now: func() -> u64; }
            }
            """;

    /** Counts its calls in a table's function; only one of its functions asks for the time. */
    private static final String ADAPTER =
            """
            (module
              (import "env" "memory" (memory 0))
              (import "test:host/clock@1.0.0" "now" (func $now (result i64)))
              (import "test:host/log@1.0.0" "open" (func $open (result i32)))
              (import "test:host/log@1.0.0" "flush" (func $flush))
              (import "test:host/log@1.0.0" "[resource-drop]sink" (func $close (param i32)))
              (global $__stack_pointer (mut i32) (i32.const 0))
              (global $allocation_state (mut i32) (i32.const 0))
              (global $calls (mut i32) (i32.const 0))
              (table 1 funcref)
              (elem (i32.const 0) $count)
              (func $count (global.set $calls (i32.add (global.get $calls) (i32.const 1))))
              (func (export "flush") (call $flush) (call_indirect (i32.const 0)))
              (func (export "reopen") (call $close (call $open)))
              (func (export "time") (param i32)
                (i64.store (i32.sub (global.get $__stack_pointer) (i32.const 8)) (call $now))
                (i64.store (local.get 0) (i64.load (i32.sub (global.get $__stack_pointer) (i32.const 8))))))
            """;

    private static Wrapping importing(String function) {
        return Wrapping.of("(module (import \"old\" " + function + ") (memory (export \"memory\") 1))")
                .adapt("old", ADAPTER, WIT);
    }

    @Test
    void importsOfOtherFunctionsAndTheStackVanish() {
        Wrapping wrapping = importing("\"flush\" (func)");
        assertEquals(
                """
                (component
                  (type (instance
                    (type (func))
                    (export "flush" (func (type 0)))))
                  (import "test:host/log@1.0.0" (instance (type 0)))
                  (core instance (instantiate 2))
                  (alias core export 0 "0" (core func))
                  (core instance (export "flush" (func 0)))
                  (core instance (instantiate 0 (with "old" (instance 1))))
                  (alias export 0 "flush" (func))
                  (canon lower (func 0) (core func))
                  (core instance (export "flush" (func 1)))
                  (core instance (instantiate 1 (with "test:host/log@1.0.0" (instance 3))))
                  (alias core export 0 "$imports" (core table))
                  (alias core export 4 "flush" (core func))
                  (core instance (export "$imports" (table 0)) (export "0" (func 2)))
                  (core instance (instantiate 3 (with "" (instance 5)))))
                """,
                wrapping.outline());
        assertEquals(
                """
                (core module
                  (type (;0;) (func))
                  (import "test:host/log@1.0.0" "flush" (func $flush (;0;) (type 0)))
                  (table (;0;) 1 funcref)
                  (global $calls (;0;) (mut i32) i32.const 0)
                  (export "flush" (func 2))
                  (elem (;0;) (offset i32.const 0) func $count)
                  (func $count (;1;) (type 0)
                    global.get $calls
                    i32.const 1
                    i32.add
                    global.set $calls)
                  (func (;2;) (type 0)
                    call $flush
                    i32.const 0
                    call_indirect (type 0)))
                """,
                wrapping.coreModule(1));
    }

    @Test
    void theStackStaysWhereItIsUsed() {
        String adapter = importing("\"time\" (func (param i32))").coreModule(1);
        assertEquals(
                """
                (core module
                  (type (;0;) (func (result i64)))
                  (type (;1;) (func (param i32)))
                  (type (;2;) (func))
                  (import "env" "memory" (memory (;0;) 0))
                  (import "test:host/clock@1.0.0" "now" (func $now (;0;) (type 0) (result i64)))
                  (global $__stack_pointer (;0;) (mut i32) i32.const 0)
                  (export "time" (func 1))
                  (start 2)
                """,
                adapter.substring(0, adapter.indexOf("  (func (;1;)")));
    }

    @Test
    void typesOfWhatIsImportedStay() {
        assertEquals(
                """
                package root:component;

                world root {
                  import test:host/log@1.0.0;
                }

                package test:host@1.0.0 {
                  interface log {
                    resource sink;

                    open: func() -> sink;
                  }
                }
                """,
                importing("\"reopen\" (func)").world());
    }

    @Test
    void anAdapterThatNobodyNeedsVanishes() {
        assertEquals(
                """
                package root:component;

                world root {
                }
                """,
                Wrapping.of("(module)", "package test:main; world main {}")
                        .adapt("old", ADAPTER, WIT)
                        .world());
    }

    /** What one adapter imports of another one is needed, too. */
    @Test
    void adaptersMayNeedEachOther() {
        String older = "(module (import \"old\" \"flush\" (func $flush)) (import \"old\" \"reopen\" (func $reopen))"
                + " (export \"sync\" (func $flush)) (export \"reset\" (func $reopen)))";
        assertEquals(
                """
                package root:component;

                world root {
                  import test:host/log@1.0.0;
                }

                package test:host@1.0.0 {
                  interface log {
                    flush: func();
                  }
                }
                """,
                Wrapping.of("(module (import \"older\" \"sync\" (func)))")
                        .adapt("older", older, "package test:older; world older {}")
                        .adapt("old", ADAPTER, WIT)
                        .world());
    }
}
