package dev.perigord.wasm.component.wrapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigord.wasm.component.wit.WitException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What main modules import besides the functions of their worlds: memory, the same function twice. */
class ImportsTest {
    private static final String WIT =
            """
            package test:a;
            world w {
              import plain: func(x: u32) -> u32;
              import takes: func(x: string);
              import gives: func() -> string;
            }
            """;

    /** The memory is in the shim; only what needs the module's allocator has to go through a table. */
    @Test
    void importedMemory() {
        Wrapping wrapping = Wrapping.of(
                """
                (module
                  (import "env" "memory" (memory 1 4))
                  (import "$root" "plain" (func (param i32) (result i32)))
                  (import "$root" "takes" (func (param i32 i32)))
                  (import "$root" "gives" (func (param i32)))
                  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) unreachable))
                """,
                WIT);
        String outline = wrapping.outline();
        assertTrue(
                outline.contains(
                        """
                          (core instance (instantiate 1))
                          (alias core export 0 "$memory" (core memory))
                          (canon lower (func 0) (core func))
                          (canon lower (func 1) string-encoding=utf8 (memory 0) (core func))
                          (alias core export 0 "0" (core func))
                          (core instance (export "memory" (memory 0)))
                        """),
                outline);
        assertTrue(wrapping.coreModule(1).contains("(memory (;0;) 1 4)"), wrapping.coreModule(1));
    }

    @Test
    void importedMemoryWithoutFunctions() {
        String outline = Wrapping.of("(module (import \"env\" \"memory\" (memory 1)))", "package test:a; world w {}")
                .outline();
        assertTrue(outline.contains("(alias core export 0 \"$memory\" (core memory))"), outline);
    }

    /** An adapter gets the memory that the main module imports. */
    @Test
    void importedMemoryOfAnAdapter() {
        String outline = Wrapping.of(
                        """
                        (module
                          (import "env" "memory" (memory 1))
                          (import "old" "f" (func)))
                        """,
                        "package test:a; world w {}")
                .adapt(
                        "old",
                        "(module (import \"env\" \"memory\" (memory 0)) (func (export \"f\") (drop (memory.size))))",
                        "package test:b; world v {}")
                .outline();
        assertEquals(2, outline.split("\\(export \"memory\" \\(memory 0\\)\\)", -1).length - 1, outline);
    }

    @Test
    void sameFunctionTwice() {
        Wrapping wrapping = Wrapping.of(
                """
                (module
                  (import "$root" "plain" (func (param i32) (result i32)))
                  (import "$root" "takes" (func (param i32 i32)))
                  (import "$root" "plain" (func (param i32) (result i32)))
                  (import "$root" "plain" (func (param i32) (result i32)))
                  (memory (export "memory") 1))
                """,
                WIT);
        String module = wrapping.coreModule(0);
        assertTrue(module.contains("(import \"$root\" \"plain\" (func"), module);
        assertTrue(module.contains("(import \"$root\" \"plain [v2]\" (func"), module);
        assertTrue(module.contains("(import \"$root\" \"plain [v3]\" (func"), module);
        assertTrue(wrapping.world().contains("import plain: func(x: u32) -> u32;"), wrapping.world());
    }

    @Test
    void functionOfAnAdapterTwice() {
        String text = Wrapping.of(
                        """
                        (module
                          (import "old" "f" (func))
                          (import "old" "f" (func))
                          (memory (export "memory") 1))
                        """,
                        "package test:a; world w {}")
                .adapt("old", "(module (func (export \"f\")))", "package test:b; world v {}")
                .text();
        assertTrue(text.contains("(import \"old\" \"f [v2]\" (func"), text);
    }

    @Test
    void allocatorForAdapters() {
        String outline = Wrapping.of(
                        """
                        (module
                          (import "old" "f" (func))
                          (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) unreachable)
                          (func (export "cabi_realloc_adapter") (param i32 i32 i32 i32) (result i32) unreachable)
                          (memory (export "memory") 1))
                        """,
                        "package test:a; world w {}")
                .adapt(
                        "old",
                        """
                        (module
                          (import "__main_module__" "cabi_realloc"
                            (func $realloc (param i32 i32 i32 i32) (result i32)))
                          (func (export "f")
                            (drop (call $realloc (i32.const 0) (i32.const 0) (i32.const 4) (i32.const 8)))))
                        """,
                        "package test:b; world v {}")
                .outline();
        assertTrue(outline.contains("\"cabi_realloc_adapter\" (core func)"), outline);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            textBlock =
                    """
                    (import "env" "memory" (memory i64 1)) | main: memory: 64-bit addresses are not supported in components
                    (import "env" "memory" (memory 1)) (import "env" "memory" (memory 1)) | main: import "env" "memory": a module can import one memory only, found 2
                    (import "env" "other" (memory 1)) | main: import "env" "other": a component gives a module functions only, found a memory
                    (import "$root" "takes" (func (param i32 i32))) (memory (export "memory") i64 1) | main: memory: 64-bit addresses are not supported in components
                    """)
    void notSupported(String fields, String message) {
        assertEquals(
                message,
                assertThrows(WitException.class, () -> Wrapping.of("(module " + fields + ")", WIT)
                                .component())
                        .getMessage());
    }
}
