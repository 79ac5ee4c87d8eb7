package dev.perigord.wasm.component.wrapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.perigord.wasm.component.wit.WitException;
import org.junit.jupiter.api.Test;

/** A component imports one version of an interface, where its modules know compatible ones. */
class ImportVersionsTest {
    private static final String IO_0_2_0 =
            """
            package test:io@0.2.0 {
              interface poll { resource pollable { ready: func() -> bool; } }
              interface streams { use poll.{pollable}; subscribe: func() -> pollable; }
            }
            """;

    private static final String IO_0_2_3 =
            """
            package test:io@0.2.3 {
              interface poll { resource pollable { ready: func() -> bool; block: func(); } }
              interface streams { use poll.{pollable}; subscribe: func() -> pollable; }
            }
            """;

    private static final String OLDER =
            """
            (module
              (import "test:io/streams@0.2.0" "subscribe" (func $subscribe (result i32)))
              (import "test:io/poll@0.2.0" "[resource-drop]pollable" (func $drop (param i32)))
              (export "subscribe" (func $subscribe))
              (export "drop" (func $drop)))
            """;

    private static final String NEWER =
            """
            (module
              (import "old" "subscribe" (func (result i32)))
              (import "old" "drop" (func (param i32)))
              (import "test:io/poll@0.2.3" "[method]pollable.block" (func (param i32))))
            """;

    private static final String BLOCK =
            """
            (module
              (import "test:io/poll@0.2.3" "[method]pollable.block" (func $block (param i32)))
              (export "block" (func $block)))
            """;

    private static String older(String world) {
        return "package test:older; world older { " + world + " } " + IO_0_2_0;
    }

    private static String newer(String world) {
        return "package test:newer; world newer { " + world + " } " + IO_0_2_3;
    }

    @Test
    void compatibleImportsBecomeTheNewest() {
        assertEquals(
                """
                package root:component;

                world root {
                  import test:io/poll@0.2.3;
                  import test:io/streams@0.2.3;
                }

                package test:io@0.2.3 {
                  interface poll {
                    resource pollable {
                      block: func();
                    }
                  }

                  interface streams {
                    use poll.{pollable};

                    subscribe: func() -> pollable;
                  }
                }
                """,
                Wrapping.of(NEWER, newer("import test:io/streams@0.2.3;"))
                        .adapt("old", OLDER, older("import test:io/streams@0.2.0;"))
                        .world());
    }

    /** The older version may be the main module's, and only one interface may have a newer version. */
    @Test
    void whoKnowsTheNewerVersionDoesNotMatter() {
        assertEquals(
                """
                package root:component;

                world root {
                  import test:io/poll@0.2.3;
                  import test:io/streams@0.2.0;
                }

                package test:io@0.2.3 {
                  interface poll {
                    resource pollable {
                      block: func();
                    }
                  }
                }

                package test:io@0.2.0 {
                  interface streams {
                    use test:io/poll@0.2.3.{pollable};

                    subscribe: func() -> pollable;
                  }
                }
                """,
                Wrapping.of(
                                """
                                (module
                                  (import "new" "block" (func (param i32)))
                                  (import "test:io/streams@0.2.0" "subscribe" (func $subscribe (result i32))))
                                """,
                                older("import test:io/streams@0.2.0;"))
                        .adapt("new", BLOCK, newer("import test:io/poll@0.2.3;"))
                        .world());
    }

    @Test
    void incompatibleVersionsStayTwo() {
        assertEquals(
                """
                package root:component;

                world root {
                  import test:a/b@0.1.0;
                  import test:a/b@0.2.0;
                }

                package test:a@0.1.0 {
                  interface b {
                    f: func();
                  }
                }

                package test:a@0.2.0 {
                  interface b {
                    f: func();
                  }
                }
                """,
                Wrapping.of(
                                "(module (import \"test:a/b@0.1.0\" \"f\" (func)) (import \"old\" \"f\" (func)))",
                                "package test:m; world m { import test:a/b@0.1.0; }"
                                        + " package test:a@0.1.0 { interface b { f: func(); } }")
                        .adapt(
                                "old",
                                "(module (import \"test:a/b@0.2.0\" \"f\" (func $f)) (export \"f\" (func $f)))",
                                "package test:old; world old { import test:a/b@0.2.0; }"
                                        + " package test:a@0.2.0 { interface b { f: func(); } }")
                        .world());
    }

    /** What is exported keeps its version, and uses the types of what is exported with it. */
    @Test
    void exportsKeepTheirVersion() {
        assertEquals(
                """
                package root:component;

                world root {
                  import test:io/poll@0.2.3;

                  export test:io/poll@0.2.0;
                  export test:io/streams@0.2.0;
                }

                package test:io@0.2.3 {
                  interface poll {
                    resource pollable {
                      block: func();
                    }
                  }
                }

                package test:io@0.2.0 {
                  interface poll {
                    resource pollable {
                      ready: func() -> bool;
                    }
                  }

                  interface streams {
                    use poll.{pollable};

                    subscribe: func() -> pollable;
                  }
                }
                """,
                Wrapping.of(
                                """
                                (module
                                  (import "old" "block" (func (param i32)))
                                  (import "[export]test:io/poll@0.2.1" "[resource-new]pollable"
                                    (func $new (param i32) (result i32)))
                                  (func (export "test:io/poll@0.2.0#[method]pollable.ready") (param i32) (result i32)
                                    (i32.const 1))
                                  (func (export "test:io/streams@0.2.0#subscribe") (result i32)
                                    (call $new (i32.const 0))))
                                """,
                                older("export test:io/poll@0.2.0; export test:io/streams@0.2.0;"))
                        .adapt("old", BLOCK, newer("import test:io/poll@0.2.3;"))
                        .world());
    }

    @Test
    void versionsThatAreNotCompatibleAfterAllAreRefused() {
        Wrapping wrapping = Wrapping.of(
                        "(module (import \"test:a/b@1.0.0\" \"f\" (func)) (import \"old\" \"f\" (func)))",
                        "package test:m; world m { import test:a/b@1.0.0; }"
                                + " package test:a@1.0.0 { interface b { enum e { x } f: func(); } }")
                .adapt(
                        "old",
                        "(module (import \"test:a/b@1.0.1\" \"f\" (func $f)) (export \"f\" (func $f)))",
                        "package test:old; world old { import test:a/b@1.0.1; }"
                                + " package test:a@1.0.1 { interface b { enum e { x, y } f: func(); } }");
        WitException error = assertThrows(WitException.class, wrapping::component);
        assertEquals("type `e` of interface `test:a/b@1.0.1` differs between embedded worlds", error.getMessage());
    }
}
