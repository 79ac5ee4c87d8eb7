package dev.perigord.wasm.component.wrapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.perigord.wasm.component.wit.WitException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the stack pointer and the base of thread-local storage are that linkers let modules import. */
class ThreadWordsTest {
    private static final String WIT = "package test:a; world w {}";

    private static String linked(String type) {
        return """
                (import "env" "__wasm_get_stack_pointer" (func (result %1$s)))
                (import "env" "__wasm_set_stack_pointer" (func (param %1$s)))
                (import "env" "__wasm_get_tls_base" (func (result %1$s)))
                (import "env" "__wasm_set_tls_base" (func (param %1$s)))
                """
                .formatted(type);
    }

    /** Nothing tells of threads, so the base is in a global, which runs everywhere. */
    @ParameterizedTest
    @ValueSource(strings = {"i32", "i64"})
    void oneThread(String type) {
        Wrapping wrapping = Wrapping.of("(module " + linked(type) + ")", WIT);
        assertEquals(
                """
                (component
                  (core instance (instantiate 1))
                  (canon context.get %1$s 0 (core func))
                  (canon context.set %1$s 0 (core func))
                  (alias core export 0 "$get-tls-base" (core func))
                  (alias core export 0 "$set-tls-base" (core func))
                  (core instance (export "__wasm_get_stack_pointer" (func 0)) \
                (export "__wasm_set_stack_pointer" (func 1)) (export "__wasm_get_tls_base" (func 2)) \
                (export "__wasm_set_tls_base" (func 3)))
                  (core instance (instantiate 0 (with "env" (instance 1)))))
                """
                        .formatted(type),
                wrapping.outline());
        assertEquals(
                """
                (core module
                  (type (;0;) (func (result %1$s)))
                  (type (;1;) (func (param %1$s)))
                  (global $base (;0;) (mut %1$s) %1$s.const 0)
                  (export "$get-tls-base" (func 0))
                  (export "$set-tls-base" (func 1))
                  (func (;0;) (type 0) (result %1$s)
                    global.get $base)
                  (func (;1;) (type 1) (param %1$s)
                    local.get 0
                    global.set $base))
                """
                        .formatted(type),
                wrapping.coreModule(1));
    }

    @Test
    void threads() {
        assertEquals(
                """
                (component
                  (core instance (instantiate 1))
                  (canon context.get i32 0 (core func))
                  (canon context.set i32 0 (core func))
                  (canon context.get i32 1 (core func))
                  (canon context.set i32 1 (core func))
                  (alias core export 0 "0" (core func))
                  (core instance (export "__wasm_get_stack_pointer" (func 0)) \
                (export "__wasm_set_stack_pointer" (func 1)) (export "__wasm_get_tls_base" (func 2)) \
                (export "__wasm_set_tls_base" (func 3)))
                  (core instance (export "[thread-new-indirect-v0]" (func 4)))
                  (core instance (instantiate 0 (with "env" (instance 1)) (with "$root" (instance 2))))
                  (alias core export 0 "$imports" (core table))
                  (core type (func (param i32)))
                  (alias core export 3 "__indirect_function_table" (core table))
                  (canon thread.new-indirect 0 1 (core func))
                  (core instance (export "$imports" (table 0)) (export "0" (func 5)))
                  (core instance (instantiate 2 (with "" (instance 4)))))
                """,
                Wrapping.of(
                                "(module " + linked("i32")
                                        + """
                                        (import "$root" "[thread-new-indirect-v0]" (func (param i32 i32) (result i32)))
                                        (table (export "__indirect_function_table") 1 funcref))
                                        """,
                                WIT)
                        .outline());
    }

    @Test
    void slotOfTheBaseTellsOfThreads() {
        assertEquals(
                """
                (component
                  (canon context.set i32 1 (core func))
                  (canon context.get i32 1 (core func))
                  (core instance (export "__wasm_set_tls_base" (func 0)))
                  (core instance (export "[context-get-1]" (func 1)))
                  (core instance (instantiate 0 (with "env" (instance 0)) (with "$root" (instance 1)))))
                """,
                Wrapping.of(
                                """
                                (module
                                  (import "env" "__wasm_set_tls_base" (func (param i32)))
                                  (import "$root" "[context-get-1]" (func (result i32))))
                                """,
                                WIT)
                        .outline());
    }

    @Test
    void slotsOf64Bits() {
        assertEquals(
                """
                (component
                  (canon context.get i64 0 (core func))
                  (canon context.set i64 1 (core func))
                  (core instance (export "[context-get-i64-0]" (func 0)) (export "[context-set-i64-1]" (func 1)))
                  (core instance (instantiate 0 (with "$root" (instance 0)))))
                """,
                Wrapping.of(
                                """
                                (module
                                  (import "$root" "[context-get-i64-0]" (func (result i64)))
                                  (import "$root" "[context-set-i64-1]" (func (param i64))))
                                """,
                                WIT)
                        .outline());
    }

    @Test
    void wordsOfDifferentTypes() {
        assertEquals(
                "slots of threads: expected one type in all modules, found i32 and i64",
                error(
                        """
                        (import "$root" "[context-get-0]" (func (result i32)))
                        (import "env" "__wasm_set_stack_pointer" (func (param i64)))
                        """));
        assertEquals(
                "bases of thread-local storage: expected one type in all modules, found i32 and i64",
                error(
                        """
                        (import "env" "__wasm_get_tls_base" (func (result i32)))
                        (import "env" "__wasm_set_tls_base" (func (param i64)))
                        """));
        assertEquals(
                "main: import \"env\" \"__wasm_get_tls_base\": expected (func (result i32)), found (func (result f32))",
                error("(import \"env\" \"__wasm_get_tls_base\" (func (result f32)))"));
    }

    private static String error(String imports) {
        return assertThrows(WitException.class, () -> Wrapping.of("(module " + imports + ")", WIT)
                        .component())
                .getMessage();
    }
}
