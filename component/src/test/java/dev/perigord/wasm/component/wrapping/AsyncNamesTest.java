package dev.perigord.wasm.component.wrapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.perigord.wasm.component.wit.WitException;
import org.junit.jupiter.api.Test;

/** The names of asynchronous functions and of built-ins, and what they become. */
class AsyncNamesTest {
    /** The component that a module makes which has a memory besides, without its core modules. */
    private static String outline(String wit, String module) {
        return Wrapping.of("(module " + module + " (memory (export \"memory\") 1))", wit)
                .outline();
    }

    @Test
    void exports() {
        assertEquals(
                """
                (component
                  (core instance (instantiate 1))
                  (alias core export 0 "0" (core func))
                  (canon task.return (core func))
                  (canon task.cancel (core func))
                  (core instance (export "[task-return]read" (func 0)))
                  (core instance (export "[task-return]run" (func 1)) (export "[task-cancel]" (func 2)))
                  (core instance (instantiate 0 (with "[export]test:a/api" (instance 1)) \
                (with "[export]$root" (instance 2))))
                  (alias core export 0 "$imports" (core table))
                  (alias core export 3 "memory" (core memory))
                  (canon task.return (result string) string-encoding=utf8 (memory 0) (core func))
                  (core instance (export "$imports" (table 0)) (export "0" (func 3)))
                  (core instance (instantiate 2 (with "" (instance 4))))
                  (type (func async))
                  (alias core export 3 "[async-lift-stackful]run" (core func))
                  (canon lift (core func 4) async (func (type 0)))
                  (export "run" (func 0))
                  (type (func async (result u32)))
                  (alias core export 3 "old" (core func))
                  (canon lift (core func 5) (func (type 1)))
                  (export "old" (func 2))
                  (type (func async (param "name" string) (result string)))
                  (alias core export 3 "cabi_realloc" (core func))
                  (alias core export 3 "[callback][async-lift]test:a/api#read" (core func))
                  (alias core export 3 "[async-lift]test:a/api#read" (core func))
                  (canon lift (core func 8) string-encoding=utf8 (memory 0) (realloc 6) async (callback 7) \
                (func (type 2)))
                  (component
                    (type (func async (param "name" string) (result string)))
                    (import "import-func-read" (func (type 0)))
                    (type (func async (param "name" string) (result string)))
                    (export "read" (func 0) (func (type 1))))
                  (instance (instantiate 0 (with "import-func-read" (func 4))))
                  (export "test:a/api" (instance 0)))
                """,
                outline(
                        """
                        package test:a;
                        interface api { read: async func(name: string) -> string; }
                        world w { export api; export run: async func(); export old: async func() -> u32; }
                        """,
                        """
                        (import "[export]test:a/api" "[task-return]read" (func (param i32 i32)))
                        (import "[export]$root" "[task-return]run" (func))
                        (import "[export]$root" "[task-cancel]" (func))
                        (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) unreachable)
                        (func (export "[async-lift]test:a/api#read") (param i32 i32) (result i32) unreachable)
                        (func (export "[callback][async-lift]test:a/api#read") (param i32 i32 i32) (result i32)
                          unreachable)
                        (func (export "[async-lift-stackful]run"))
                        (func (export "old") (result i32) unreachable)
                        """));
    }

    @Test
    void imports() {
        assertEquals(
                """
                (component
                  (type (instance
                    (type (func async (param "name" string) (result string)))
                    (export "read" (func (type 0)))
                    (type (func async))
                    (export "close" (func (type 1)))))
                  (import "test:a/files" (instance (type 0)))
                  (type (func async (param "ms" u32)))
                  (import "sleep" (func (type 1)))
                  (core instance (instantiate 1))
                  (alias core export 0 "0" (core func))
                  (alias core export 0 "1" (core func))
                  (alias export 0 "close" (func))
                  (canon lower (func 1) async (core func))
                  (canon lower (func 0) async (core func))
                  (core instance (export "[async-lower]read" (func 0)) (export "read" (func 1)) \
                (export "[async-lower]close" (func 2)))
                  (core instance (export "[async-lower]sleep" (func 3)))
                  (core instance (instantiate 0 (with "test:a/files" (instance 1)) (with "$root" (instance 2))))
                  (alias core export 0 "$imports" (core table))
                  (alias core export 3 "memory" (core memory))
                  (alias core export 3 "cabi_realloc" (core func))
                  (alias export 0 "read" (func))
                  (canon lower (func 2) string-encoding=utf8 (memory 0) (realloc 4) async (core func))
                  (canon lower (func 2) string-encoding=utf8 (memory 0) (realloc 4) (core func))
                  (core instance (export "$imports" (table 0)) (export "0" (func 5)) (export "1" (func 6)))
                  (core instance (instantiate 2 (with "" (instance 4)))))
                """,
                outline(
                        """
                        package test:a;
                        interface files { read: async func(name: string) -> string; close: async func(); }
                        world w { import files; import sleep: async func(ms: u32); }
                        """,
                        """
                        (import "test:a/files" "[async-lower]read" (func (param i32 i32 i32) (result i32)))
                        (import "test:a/files" "read" (func (param i32 i32 i32)))
                        (import "test:a/files" "[async-lower]close" (func (result i32)))
                        (import "$root" "[async-lower]sleep" (func (param i32) (result i32)))
                        (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) unreachable)
                        """));
    }

    /** Streams and futures are numbered as they stand in a function's type, inner ones first. */
    @Test
    void channels() {
        assertEquals(
                """
                (component
                  (type (instance
                    (type (record (field "name" string)))
                    (export "item" (type (eq 0)))
                    (export "thing" (type (sub resource)))))
                  (import "test:a/types" (instance (type 0)))
                  (alias export 0 "item" (type))
                  (alias export 0 "thing" (type))
                  (type (instance
                    (alias outer 1 1 (type))
                    (export "item" (type (eq 0)))
                    (alias outer 1 2 (type))
                    (export "thing" (type (eq 2)))))
                  (import "test:a/pipes" (instance (type 3)))
                  (core instance (instantiate 1))
                  (alias export 1 "item" (type))
                  (type (stream 4))
                  (canon stream.new 5 (core func))
                  (alias core export 0 "0" (core func))
                  (alias core export 0 "1" (core func))
                  (type (stream u8))
                  (canon stream.cancel-read 6 (core func))
                  (alias core export 0 "2" (core func))
                  (alias export 1 "thing" (type))
                  (type (own 7))
                  (type (future 8))
                  (canon future.drop-readable 9 (core func))
                  (alias core export 0 "3" (core func))
                  (type (future string))
                  (canon future.cancel-write 10 async (core func))
                  (type (future))
                  (canon future.new 11 (core func))
                  (canon future.write 11 (core func))
                  (type (stream))
                  (canon stream.drop-writable 12 (core func))
                  (core instance (export "[stream-new-0]pass" (func 0)) \
                (export "[async-lower][stream-write-0]pass" (func 1)) (export "[stream-read-0]pass" (func 2)) \
                (export "[stream-cancel-read-1]pass" (func 3)) \
                (export "[async-lower][future-read-2]pass" (func 4)) \
                (export "[future-drop-readable-3]pass" (func 5)))
                  (core instance (export "[future-write-0]through" (func 6)) \
                (export "[async-lower][future-cancel-write-0]through" (func 7)) \
                (export "[future-new-1]through" (func 8)) (export "[future-write-unit]through" (func 9)) \
                (export "[stream-drop-writable-unit]" (func 10)))
                  (core instance (instantiate 0 (with "test:a/pipes" (instance 1)) \
                (with "[export]$root" (instance 2))))
                  (alias core export 0 "$imports" (core table))
                  (alias core export 3 "memory" (core memory))
                  (canon stream.write 5 string-encoding=utf8 (memory 0) async (core func))
                  (alias core export 3 "cabi_realloc" (core func))
                  (canon stream.read 5 string-encoding=utf8 (memory 0) (realloc 12) (core func))
                  (type (future 6))
                  (canon future.read 13 string-encoding=utf8 (memory 0) async (core func))
                  (canon future.write 10 string-encoding=utf8 (memory 0) (core func))
                  (core instance (export "$imports" (table 0)) (export "0" (func 11)) (export "1" (func 13)) \
                (export "2" (func 14)) (export "3" (func 15)))
                  (core instance (instantiate 2 (with "" (instance 4))))
                  (type (list 10))
                  (type (func (param "of" 14) (result 11)))
                  (alias core export 3 "through" (core func))
                  (canon lift (core func 16) string-encoding=utf8 (memory 0) (realloc 12) (func (type 15)))
                  (export "through" (func 0)))
                """,
                outline(
                        """
                        package test:a;
                        interface types { record item { name: string } resource thing; }
                        interface pipes {
                          use types.{item, thing};
                          pass: func(items: stream<item>) -> tuple<future<stream<u8>>, future<thing>>;
                        }
                        world w { import pipes; export through: func(of: list<future<string>>) -> future; }
                        """,
                        """
                        (import "test:a/pipes" "[stream-new-0]pass" (func (result i64)))
                        (import "test:a/pipes" "[async-lower][stream-write-0]pass" (func (param i32 i32 i32) (result i32)))
                        (import "test:a/pipes" "[stream-read-0]pass" (func (param i32 i32 i32) (result i32)))
                        (import "test:a/pipes" "[stream-cancel-read-1]pass" (func (param i32) (result i32)))
                        (import "test:a/pipes" "[async-lower][future-read-2]pass" (func (param i32 i32) (result i32)))
                        (import "test:a/pipes" "[future-drop-readable-3]pass" (func (param i32)))
                        (import "[export]$root" "[future-write-0]through" (func (param i32 i32) (result i32)))
                        (import "[export]$root" "[async-lower][future-cancel-write-0]through" (func (param i32) (result i32)))
                        (import "[export]$root" "[future-new-1]through" (func (result i64)))
                        (import "[export]$root" "[future-write-unit]through" (func (param i32 i32) (result i32)))
                        (import "[export]$root" "[stream-drop-writable-unit]" (func (param i32)))
                        (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) unreachable)
                        (func (export "through") (param i32 i32) (result i32) unreachable)
                        """));
    }

    /** Their types are not exported yet when the core module needs the built-ins. */
    @Test
    void channelsOfExportedTypes() {
        assertEquals(
                """
                (component
                  (core instance (instantiate 1))
                  (type (resource (rep i32)))
                  (type (own 0))
                  (type (record (field "name" string) (field "thing" 1)))
                  (type (stream 2))
                  (canon stream.new 3 (core func))
                  (alias core export 0 "0" (core func))
                  (core instance (export "[stream-new-0]pass" (func 0)) (export "[stream-write-0]pass" (func 1)))
                  (core instance (instantiate 0 (with "[export]test:a/pipes" (instance 1))))
                  (alias core export 0 "$imports" (core table))
                  (alias core export 2 "memory" (core memory))
                  (canon stream.write 3 string-encoding=utf8 (memory 0) (core func))
                  (core instance (export "$imports" (table 0)) (export "0" (func 2)))
                  (core instance (instantiate 2 (with "" (instance 3))))
                  (component
                    (import "import-type-thing" (type (sub resource)))
                    (export "thing" (type 0))
                    (type (own 1))
                    (type (record (field "name" string) (field "thing" 2)))
                    (export "item" (type 3)))
                  (instance (instantiate 0 (with "import-type-thing" (type 0))))
                  (export "test:a/types" (instance 0))
                  (alias export 1 "item" (type))
                  (type (stream 4))
                  (type (func (result 5)))
                  (alias core export 2 "test:a/pipes#pass" (core func))
                  (canon lift (core func 3) (func (type 6)))
                  (alias export 1 "thing" (type))
                  (component
                    (import "import-type-thing" (type (sub resource)))
                    (type (own 0))
                    (type (record (field "name" string) (field "thing" 1)))
                    (import "import-type-item" (type (eq 2)))
                    (type (stream 3))
                    (type (func (result 4)))
                    (import "import-func-pass" (func (type 5)))
                    (export "item" (type 3))
                    (type (stream 6))
                    (type (func (result 7)))
                    (export "pass" (func 0) (func (type 8))))
                  (instance (instantiate 1 (with "import-type-thing" (type 7)) \
                (with "import-type-item" (type 4)) (with "import-func-pass" (func 0))))
                  (export "test:a/pipes" (instance 2)))
                """,
                outline(
                        """
                        package test:a;
                        interface types { record item { name: string, thing: thing } resource thing; }
                        interface pipes { use types.{item}; pass: func() -> stream<item>; }
                        world w { export types; export pipes; }
                        """,
                        """
                        (import "[export]test:a/pipes" "[stream-new-0]pass" (func (result i64)))
                        (import "[export]test:a/pipes" "[stream-write-0]pass" (func (param i32 i32 i32) (result i32)))
                        (func (export "test:a/pipes#pass") (result i32) unreachable)
                        """));
    }

    @Test
    void builtins() {
        assertEquals(
                """
                (component
                  (core instance (instantiate 1))
                  (canon backpressure.inc (core func))
                  (canon backpressure.dec (core func))
                  (canon waitable-set.new (core func))
                  (alias core export 0 "0" (core func))
                  (alias core export 0 "1" (core func))
                  (canon waitable-set.drop (core func))
                  (canon waitable.join (core func))
                  (canon subtask.drop (core func))
                  (canon subtask.cancel async (core func))
                  (alias core export 0 "2" (core func))
                  (alias core export 0 "3" (core func))
                  (canon error-context.drop (core func))
                  (canon context.get i32 0 (core func))
                  (canon context.set i32 1 (core func))
                  (canon context.get i32 0 (core func))
                  (canon thread.index (core func))
                  (alias core export 0 "4" (core func))
                  (canon thread.resume-later (core func))
                  (canon thread.suspend (core func))
                  (canon thread.yield cancellable (core func))
                  (canon thread.suspend-then-resume (core func))
                  (canon thread.yield-then-resume cancellable (core func))
                  (canon thread.suspend-then-promote (core func))
                  (canon thread.yield-then-promote (core func))
                  (core instance (export "[backpressure-inc]" (func 0)) (export "[backpressure-dec]" (func 1)) \
                (export "[waitable-set-new]" (func 2)) (export "[waitable-set-wait]" (func 3)) \
                (export "[cancellable][waitable-set-poll-i32]" (func 4)) (export "[waitable-set-drop]" (func 5)) \
                (export "[waitable-join]" (func 6)) (export "[subtask-drop]" (func 7)) \
                (export "[async-lower][subtask-cancel]" (func 8)) (export "[error-context-new-utf8]" (func 9)) \
                (export "[error-context-debug-message-latin1+utf16]" (func 10)) \
                (export "[error-context-drop]" (func 11)) (export "[context-get-0]" (func 12)) \
                (export "[context-set-i32-1]" (func 13)) (export "[thread-index]" (func 15)) \
                (export "[thread-new-indirect-v0]" (func 16)) (export "[thread-resume-later]" (func 17)) \
                (export "[thread-suspend]" (func 18)) (export "[cancellable][thread-yield]" (func 19)) \
                (export "[thread-suspend-then-resume]" (func 20)) \
                (export "[cancellable][thread-yield-then-resume]" (func 21)) \
                (export "[thread-suspend-then-promote]" (func 22)) \
                (export "[thread-yield-then-promote]" (func 23)))
                  (core instance (export "__wasm_get_stack_pointer" (func 14)))
                  (core instance (instantiate 0 (with "$root" (instance 1)) (with "env" (instance 2))))
                  (alias core export 0 "$imports" (core table))
                  (alias core export 3 "memory" (core memory))
                  (canon waitable-set.wait (memory 0) (core func))
                  (canon waitable-set.poll cancellable (memory 0) (core func))
                  (canon error-context.new string-encoding=utf8 (memory 0) (core func))
                  (alias core export 3 "cabi_realloc" (core func))
                  (canon error-context.debug-message string-encoding=latin1+utf16 (memory 0) (realloc 27) (core func))
                  (core type (func (param i32)))
                  (alias core export 3 "__indirect_function_table" (core table))
                  (canon thread.new-indirect 0 1 (core func))
                  (core instance (export "$imports" (table 0)) (export "0" (func 24)) (export "1" (func 25)) \
                (export "2" (func 26)) (export "3" (func 28)) (export "4" (func 29)))
                  (core instance (instantiate 2 (with "" (instance 4)))))
                """,
                outline(
                        "package test:a; world w {}",
                        """
                        (import "$root" "[backpressure-inc]" (func))
                        (import "$root" "[backpressure-dec]" (func))
                        (import "$root" "[waitable-set-new]" (func (result i32)))
                        (import "$root" "[waitable-set-wait]" (func (param i32 i32) (result i32)))
                        (import "$root" "[cancellable][waitable-set-poll-i32]" (func (param i32 i32) (result i32)))
                        (import "$root" "[waitable-set-drop]" (func (param i32)))
                        (import "$root" "[waitable-join]" (func (param i32 i32)))
                        (import "$root" "[subtask-drop]" (func (param i32)))
                        (import "$root" "[async-lower][subtask-cancel]" (func (param i32) (result i32)))
                        (import "$root" "[error-context-new-utf8]" (func (param i32 i32) (result i32)))
                        (import "$root" "[error-context-debug-message-latin1+utf16]" (func (param i32 i32)))
                        (import "$root" "[error-context-drop]" (func (param i32)))
                        (import "$root" "[context-get-0]" (func (result i32)))
                        (import "$root" "[context-set-i32-1]" (func (param i32)))
                        (import "env" "__wasm_get_stack_pointer" (func (result i32)))
                        (import "$root" "[thread-index]" (func (result i32)))
                        (import "$root" "[thread-new-indirect-v0]" (func (param i32 i32) (result i32)))
                        (import "$root" "[thread-resume-later]" (func (param i32)))
                        (import "$root" "[thread-suspend]" (func (result i32)))
                        (import "$root" "[cancellable][thread-yield]" (func (result i32)))
                        (import "$root" "[thread-suspend-then-resume]" (func (param i32) (result i32)))
                        (import "$root" "[cancellable][thread-yield-then-resume]" (func (param i32) (result i32)))
                        (import "$root" "[thread-suspend-then-promote]" (func (param i32) (result i32)))
                        (import "$root" "[thread-yield-then-promote]" (func (param i32) (result i32)))
                        (table (export "__indirect_function_table") 1 funcref)
                        (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) unreachable)
                        """));
    }

    @Test
    void standardNames() {
        assertEquals(
                """
                (component
                  (type (instance
                    (export "file" (type (sub resource)))
                    (type (own 0))
                    (type (func (result 1)))
                    (export "open" (func (type 2)))))
                  (import "test:a/files@1.2.3" (instance (type 0)))
                  (type (func (param "text" string)))
                  (import "log" (func (type 1)))
                  (core instance (instantiate 1))
                  (alias core export 0 "1" (core func))
                  (type (resource (rep i32) (dtor (core func 0))))
                  (alias core export 0 "0" (core func))
                  (alias export 0 "open" (func))
                  (canon lower (func 1) (core func))
                  (alias export 0 "file" (type))
                  (canon resource.drop 3 (core func))
                  (canon resource.new 2 (core func))
                  (core instance (export "log" (func 1)))
                  (core instance (export "open" (func 2)) (export "file_drop" (func 3)))
                  (core instance (export "thing_new" (func 4)))
                  (core instance (instantiate 0 (with "cm32p2" (instance 1)) \
                (with "cm32p2|test:a/files@1" (instance 2)) (with "cm32p2|_ex_test:a/api@1" (instance 3))))
                  (alias core export 0 "$imports" (core table))
                  (alias core export 4 "cm32p2_memory" (core memory))
                  (canon lower (func 0) string-encoding=utf8 (memory 0) (core func))
                  (alias core export 4 "cm32p2|test:a/api@1|thing_dtor" (core func))
                  (core instance (export "$imports" (table 0)) (export "0" (func 5)) (export "1" (func 6)))
                  (core instance (instantiate 2 (with "" (instance 5))))
                  (alias core export 4 "cm32p2_initialize" (core func))
                  (core instance (export "" (func 7)))
                  (core instance (instantiate 3 (with "" (instance 7))))
                  (alias core export 4 "cm32p2_realloc" (core func))
                  (alias core export 4 "cm32p2||run" (core func))
                  (canon lift (core func 9) string-encoding=utf8 (memory 0) (realloc 8) (func (type 1)))
                  (export "run" (func 2))
                  (type (func (result string)))
                  (alias core export 4 "cm32p2|test:a/api@1|name_post" (core func))
                  (alias core export 4 "cm32p2|test:a/api@1|name" (core func))
                  (canon lift (core func 11) string-encoding=utf8 (memory 0) (post-return 10) (func (type 4)))
                  (component
                    (import "import-type-thing" (type (sub resource)))
                    (type (func (result string)))
                    (import "import-func-name" (func (type 1)))
                    (export "thing" (type 0))
                    (type (func (result string)))
                    (export "name" (func 0) (func (type 3))))
                  (instance (instantiate 0 (with "import-type-thing" (type 2)) (with "import-func-name" (func 4))))
                  (export "test:a/api@1.2.3" (instance 1)))
                """,
                Wrapping.of(
                                """
                                (module
                                  (import "cm32p2" "log" (func (param i32 i32)))
                                  (import "cm32p2|test:a/files@1" "open" (func (result i32)))
                                  (import "cm32p2|test:a/files@1" "file_drop" (func (param i32)))
                                  (import "cm32p2|_ex_test:a/api@1" "thing_new" (func (param i32) (result i32)))
                                  (memory (export "cm32p2_memory") 1)
                                  (func (export "cm32p2_initialize"))
                                  (func (export "cm32p2_realloc") (param i32 i32 i32 i32) (result i32) unreachable)
                                  (func (export "cm32p2||run") (param i32 i32))
                                  (func (export "cm32p2|test:a/api@1|name") (result i32) unreachable)
                                  (func (export "cm32p2|test:a/api@1|name_post") (param i32))
                                  (func (export "cm32p2|test:a/api@1|thing_dtor") (param i32)))
                                """,
                                """
                                package test:a@1.2.3;
                                interface files { resource file; open: func() -> file; }
                                interface api { resource thing; name: func() -> string; }
                                world w {
                                  import log: func(text: string);
                                  import files;
                                  export api;
                                  export run: func(text: string);
                                }
                                """)
                        .outline());
    }

    private static String error(String wit, String module) {
        return assertThrows(WitException.class, () -> outline(wit, module)).getMessage();
    }

    @Test
    void errorsNameTheImportOrExport() {
        String wit =
                "package test:a; world w { import f: func(); export g: async func(s: stream<u8>); export h: func(); }";
        assertEquals(
                "main: import \"$root\" \"[async-lower]f\": `f` is not an `async` function of the world",
                error(wit, "(import \"$root\" \"[async-lower]f\" (func (result i32)))"));
        assertEquals(
                "main: import \"$root\" \"[task-cancel]\": no `task.cancel` of this name is known among the imports of the"
                        + " world",
                error(wit, "(import \"$root\" \"[task-cancel]\" (func))"));
        assertEquals(
                "main: import \"[export]$root\" \"[stream-new-1]g\": no `stream.new` of this name is known among the exports"
                        + " of the world",
                error(wit, "(import \"[export]$root\" \"[stream-new-1]g\" (func (result i64)))"));
        assertEquals(
                "main: import \"[export]$root\" \"[future-new-0]g\": no `future.new` of this name is known among the exports"
                        + " of the world",
                error(wit, "(import \"[export]$root\" \"[future-new-0]g\" (func (result i64)))"));
        assertEquals(
                "main: import \"$root\" \"[context-get-0]\": expected (func (result i32)), found (func (result i64))",
                error(wit, "(import \"$root\" \"[context-get-0]\" (func (result i64)))"));
        assertEquals(
                "main: export \"[callback][async-lift]g\": expected (func (param i32 i32 i32) (result i32)),"
                        + " found no such function",
                error(wit, "(func (export \"[async-lift]g\") (param i32) (result i32) unreachable)"));
        assertEquals(
                "main: export \"[async-lift-stackful]h\": it is not an `async` function of the world",
                error(wit, "(func (export \"g\") (param i32)) (func (export \"[async-lift-stackful]h\"))"));
        assertEquals(
                "main: export \"__indirect_function_table\": expected a table, found none",
                error(
                        "package test:a; world w {}",
                        "(import \"$root\" \"[thread-new-indirect-v0]\" (func (param i32 i32) (result i32)))"));
    }
}
