package dev.perigord.wasm.component.wrapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.perigord.wasm.component.wit.WitException;
import org.junit.jupiter.api.Test;

/** What becomes of modules whose hook wants to be called before and after whatever the component model calls. */
class TaskHookTest {
    private static final String HOOK = "(func (export \"__wasm_task_hook\") (param i32) unreachable)";
    private static final String REALLOC = "(func (export \"%s\") (param i32 i32 i32 i32) (result i32) unreachable)";

    private static Wrapping wrapping(String wit, String fields) {
        return Wrapping.of("(module " + fields + HOOK + "(memory (export \"memory\") 1))", wit);
    }

    /** Functions, what is called after them, the destructor and the allocator of parameters. */
    @Test
    void exports() {
        Wrapping wrapping = wrapping(
                """
                package test:a;
                world w {
                  export greet: func(name: string) -> string;
                  export x: interface { resource r; }
                }
                """,
                """
                (func (export "greet") (param i32 i32) (result i32) unreachable)
                (func (export "cabi_post_greet") (param i32) unreachable)
                (func (export "x#[dtor]r") (param i32) unreachable)
                """
                        + REALLOC.formatted("cabi_realloc"));
        assertEquals(
                """
                (component
                  (core instance (instantiate 1))
                  (alias core export 0 "0" (core func))
                  (type (resource (rep i32) (dtor (core func 0))))
                  (core instance (instantiate 0))
                  (alias core export 0 "$imports" (core table))
                  (alias core export 1 "__wasm_task_hook" (core func))
                  (alias core export 1 "greet" (core func))
                  (alias core export 1 "cabi_post_greet" (core func))
                  (alias core export 1 "cabi_realloc" (core func))
                  (alias core export 1 "x#[dtor]r" (core func))
                  (core instance (export "$imports" (table 0)) (export "$hook" (func 1)) (export "$callee0" \
                (func 2)) (export "$callee1" (func 3)) (export "$callee2" (func 4)) (export "$callee3" (func 5)))
                  (core instance (instantiate 2 (with "" (instance 2))))
                  (type (func (param "name" string) (result string)))
                  (alias core export 1 "memory" (core memory))
                  (alias core export 3 "2" (core func))
                  (alias core export 3 "1" (core func))
                  (alias core export 3 "0" (core func))
                  (canon lift (core func 8) string-encoding=utf8 (memory 0) (realloc 6) (post-return 7) (func \
                (type 1)))
                  (export "greet" (func 0))
                  (component
                    (import "import-type-r" (type (sub resource)))
                    (export "r" (type 0)))
                  (instance (instantiate 0 (with "import-type-r" (type 0))))
                  (export "x" (instance 0)))
                """,
                wrapping.outline());
        assertEquals(
                """
                (core module
                  (type (;0;) (func (param i32)))
                  (type (;1;) (func (param i32 i32) (result i32)))
                  (type (;2;) (func (param i32 i32 i32 i32) (result i32)))
                  (import "" "$imports" (table (;0;) 1 1 funcref))
                  (import "" "$hook" (func $hook (;0;) (type 0) (param i32)))
                  (import "" "$callee0" (func $callee0 (;1;) (type 1) (param i32 i32) (result i32)))
                  (import "" "$callee1" (func $callee1 (;2;) (type 0) (param i32)))
                  (import "" "$callee2" (func $callee2 (;3;) (type 2) (param i32 i32 i32 i32) (result i32)))
                  (import "" "$callee3" (func $callee3 (;4;) (type 0) (param i32)))
                  (export "0" (func $hooked0))
                  (export "1" (func $hooked1))
                  (export "2" (func $hooked2))
                  (export "3" (func $hooked3))
                  (elem (;0;) (offset i32.const 0) func $hooked3)
                  (func $hooked0 (;5;) (type 1) (param i32 i32) (result i32)
                    i32.const 0
                    call $hook
                    local.get 0
                    local.get 1
                    call $callee0
                    i32.const 1
                    call $hook)
                  (func $hooked1 (;6;) (type 0) (param i32)
                    i32.const 10
                    call $hook
                    local.get 0
                    call $callee1
                    i32.const 11
                    call $hook)
                  (func $hooked2 (;7;) (type 2) (param i32 i32 i32 i32) (result i32)
                    i32.const 12
                    call $hook
                    local.get 0
                    local.get 1
                    local.get 2
                    local.get 3
                    call $callee2
                    i32.const 13
                    call $hook)
                  (func $hooked3 (;8;) (type 0) (param i32)
                    i32.const 8
                    call $hook
                    local.get 0
                    call $callee3
                    i32.const 9
                    call $hook))
                """,
                wrapping.coreModule(2));
    }

    @Test
    void asynchronousExports() {
        Wrapping wrapping = wrapping(
                "package test:a; world w { export run: async func(); export wait: async func() -> u32; }",
                """
                (func (export "[async-lift]run") (result i32) unreachable)
                (func (export "[callback][async-lift]run") (param i32 i32 i32) (result i32) unreachable)
                (func (export "[async-lift-stackful]wait") unreachable)
                """);
        assertEquals(
                """
                (component
                  (core instance (instantiate 0))
                  (alias core export 0 "__wasm_task_hook" (core func))
                  (alias core export 0 "[async-lift]run" (core func))
                  (alias core export 0 "[callback][async-lift]run" (core func))
                  (alias core export 0 "[async-lift-stackful]wait" (core func))
                  (core instance (export "$hook" (func 0)) (export "$callee0" (func 1)) (export "$callee1" \
                (func 2)) (export "$callee2" (func 3)))
                  (core instance (instantiate 1 (with "" (instance 1))))
                  (type (func async))
                  (alias core export 2 "1" (core func))
                  (alias core export 2 "0" (core func))
                  (canon lift (core func 5) async (callback 4) (func (type 0)))
                  (export "run" (func 0))
                  (type (func async (result u32)))
                  (alias core export 2 "2" (core func))
                  (canon lift (core func 6) async (func (type 1)))
                  (export "wait" (func 2)))
                """,
                wrapping.outline());
        assertEquals(
                """
                (core module
                  (type (;0;) (func (param i32)))
                  (type (;1;) (func (result i32)))
                  (type (;2;) (func (param i32 i32 i32) (result i32)))
                  (type (;3;) (func))
                  (import "" "$hook" (func $hook (;0;) (type 0) (param i32)))
                  (import "" "$callee0" (func $callee0 (;1;) (type 1) (result i32)))
                  (import "" "$callee1" (func $callee1 (;2;) (type 2) (param i32 i32 i32) (result i32)))
                  (import "" "$callee2" (func $callee2 (;3;) (type 3)))
                  (export "0" (func $hooked0))
                  (export "1" (func $hooked1))
                  (export "2" (func $hooked2))
                  (func $hooked0 (;4;) (type 1) (result i32)
                    (local $result i32)
                    i32.const 2
                    call $hook
                    call $callee0
                    local.tee $result
                    i32.const 4
                    i32.const 5
                    local.get $result
                    select
                    call $hook)
                  (func $hooked1 (;5;) (type 2) (param i32 i32 i32) (result i32)
                    (local $result i32)
                    i32.const 3
                    call $hook
                    local.get 0
                    local.get 1
                    local.get 2
                    call $callee1
                    local.tee $result
                    i32.const 4
                    i32.const 5
                    local.get $result
                    select
                    call $hook)
                  (func $hooked2 (;6;) (type 3)
                    i32.const 2
                    call $hook
                    call $callee2
                    i32.const 5
                    call $hook))
                """,
                wrapping.coreModule(1));
    }

    /** Results of imports are allocated before there are functions with hooks: through the shim. */
    @Test
    void allocatorOfImports() {
        Wrapping wrapping = wrapping(
                "package test:a; world w { import name: func() -> string; export put: func(x: string); }",
                """
                (import "$root" "name" (func (param i32)))
                (func (export "put") (param i32 i32) unreachable)
                """
                        + REALLOC.formatted("cabi_import_realloc") + REALLOC.formatted("cabi_export_realloc"));
        assertEquals(
                """
                (component
                  (type (func (result string)))
                  (import "name" (func (type 0)))
                  (core instance (instantiate 1))
                  (alias core export 0 "0" (core func))
                  (core instance (export "name" (func 0)))
                  (core instance (instantiate 0 (with "$root" (instance 1))))
                  (alias core export 0 "$imports" (core table))
                  (alias core export 2 "memory" (core memory))
                  (alias core export 0 "1" (core func))
                  (canon lower (func 0) string-encoding=utf8 (memory 0) (realloc 1) (core func))
                  (alias core export 2 "__wasm_task_hook" (core func))
                  (alias core export 2 "put" (core func))
                  (alias core export 2 "cabi_export_realloc" (core func))
                  (alias core export 2 "cabi_import_realloc" (core func))
                  (core instance (export "$imports" (table 0)) (export "0" (func 2)) (export "$hook" (func 3)) \
                (export "$callee0" (func 4)) (export "$callee1" (func 5)) (export "$callee2" (func 6)))
                  (core instance (instantiate 2 (with "" (instance 3))))
                  (type (func (param "x" string)))
                  (alias core export 4 "1" (core func))
                  (alias core export 4 "0" (core func))
                  (canon lift (core func 8) string-encoding=utf8 (memory 0) (realloc 7) (func (type 1)))
                  (export "put" (func 1)))
                """,
                wrapping.outline());
        assertEquals(
                """
                (core module
                  (type (;0;) (func (param i32)))
                  (type (;1;) (func (param i32 i32)))
                  (type (;2;) (func (param i32 i32 i32 i32) (result i32)))
                  (import "" "$imports" (table (;0;) 2 2 funcref))
                  (import "" "0" (func $0 (;0;) (type 0) (param i32)))
                  (import "" "$hook" (func $hook (;1;) (type 0) (param i32)))
                  (import "" "$callee0" (func $callee0 (;2;) (type 1) (param i32 i32)))
                  (import "" "$callee1" (func $callee1 (;3;) (type 2) (param i32 i32 i32 i32) (result i32)))
                  (import "" "$callee2" (func $callee2 (;4;) (type 2) (param i32 i32 i32 i32) (result i32)))
                  (export "0" (func $hooked0))
                  (export "1" (func $hooked1))
                  (export "2" (func $hooked2))
                  (elem (;0;) (offset i32.const 0) func $0 $hooked2)
                  (func $hooked0 (;5;) (type 1) (param i32 i32)
                    i32.const 0
                    call $hook
                    local.get 0
                    local.get 1
                    call $callee0
                    i32.const 1
                    call $hook)
                  (func $hooked1 (;6;) (type 2) (param i32 i32 i32 i32) (result i32)
                    i32.const 12
                    call $hook
                    local.get 0
                    local.get 1
                    local.get 2
                    local.get 3
                    call $callee1
                    i32.const 13
                    call $hook)
                  (func $hooked2 (;7;) (type 2) (param i32 i32 i32 i32) (result i32)
                    i32.const 12
                    call $hook
                    local.get 0
                    local.get 1
                    local.get 2
                    local.get 3
                    call $callee2
                    i32.const 13
                    call $hook))
                """,
                wrapping.coreModule(2));
    }

    @Test
    void initialization() {
        Wrapping wrapping = wrapping("package test:a; world w {}", "(func (export \"_initialize\"))");
        assertEquals(
                """
                (component
                  (core instance (instantiate 0))
                  (alias core export 0 "_initialize" (core func))
                  (alias core export 0 "__wasm_task_hook" (core func))
                  (core instance (export "" (func 0)) (export "$hook" (func 1)))
                  (core instance (instantiate 1 (with "" (instance 1)))))
                """,
                wrapping.outline());
        assertEquals(
                """
                (core module
                  (type (;0;) (func))
                  (type (;1;) (func (param i32)))
                  (import "" "" (func $initialize (;0;) (type 0)))
                  (import "" "$hook" (func $hook (;1;) (type 1) (param i32)))
                  (start $start)
                  (func $start (;2;) (type 0)
                    i32.const 6
                    call $hook
                    call $initialize
                    i32.const 7
                    call $hook))
                """,
                wrapping.coreModule(1));
    }

    /** What an adapter exports has the hook of the main module around it, what modules call of each other has not. */
    @Test
    void adapters() {
        String outline = wrapping(
                        "package test:a; world w {}", "(func (export \"start\"))" + REALLOC.formatted("cabi_realloc"))
                .adapt(
                        "old",
                        """
                        (module
                          (import "__main_module__" "start" (func $start))
                          (import "__main_module__" "cabi_realloc"
                            (func $realloc (param i32 i32 i32 i32) (result i32)))
                          (func (export "run")
                            (call $start)
                            (drop (call $realloc (i32.const 0) (i32.const 0) (i32.const 4) (i32.const 8)))))
                        """,
                        "package test:b; world v { export run: func(); }")
                .outline();
        assertEquals(
                """
                (component
                  (core instance (instantiate 0))
                  (alias core export 0 "start" (core func))
                  (alias core export 0 "cabi_realloc" (core func))
                  (core instance (export "start" (func 0)) (export "cabi_realloc" (func 1)))
                  (core instance (instantiate 1 (with "__main_module__" (instance 1))))
                  (alias core export 0 "__wasm_task_hook" (core func))
                  (alias core export 2 "run" (core func))
                  (core instance (export "$hook" (func 2)) (export "$callee0" (func 3)))
                  (core instance (instantiate 2 (with "" (instance 3))))
                  (type (func))
                  (alias core export 4 "0" (core func))
                  (canon lift (core func 4) (func (type 0)))
                  (export "run" (func 0)))
                """,
                outline);
    }

    @Test
    void hookOfAnotherType() {
        assertEquals(
                "main: export \"__wasm_task_hook\": expected (func (param i32)), found (func)",
                assertThrows(WitException.class, () -> Wrapping.of(
                                        "(module (func (export \"__wasm_task_hook\")))", "package test:a; world w {}")
                                .component())
                        .getMessage());
    }
}
