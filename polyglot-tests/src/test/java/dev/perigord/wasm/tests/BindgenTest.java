package dev.perigord.wasm.tests;

import static dev.perigord.wasm.tests.Guests.guest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigord.wasm.tests.WasmCommand.Run;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code bindgen}: what it writes compiles without warnings, and hosts that use it need no casts. */
class BindgenTest {
    @TempDir
    private Path folder;

    private Run bindgen(Object... arguments) throws IOException, InterruptedException {
        List<Object> all = new ArrayList<>(List.of("bindgen"));
        all.addAll(List.of(arguments));
        return new WasmCommand().run(all.toArray());
    }

    private void generate(Object... arguments) throws IOException, InterruptedException {
        List<Object> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--java", folder));
        assertEquals(new Run(0, "", ""), bindgen(all.toArray()));
    }

    /** Runs a class of the resources, compiled with what was generated, with a component. */
    private List<String> run(String program, Source component) throws Exception {
        try (InputStream source = BindgenTest.class.getResourceAsStream("bindgen/" + program + ".java")) {
            Files.write(folder.resolve(program + ".java"), source.readAllBytes());
        }
        try (JavaCompilation compiled = new JavaCompilation(folder);
                Context context = Context.create("wasm")) {
            @SuppressWarnings("unchecked") // the resources are such functions
            Function<Value, List<String>> host = compiled.create(program, Function.class);
            return host.apply(context.eval(component));
        }
    }

    @Test
    void aHostOfAComponentMadeOfJavaScript() throws Exception {
        generate(guest("src/js/demo.wit"), "--world", "demo");
        Path component = guest("js-demo-qjs-sync-stub.component.wasm");
        assertEquals(
                List.of(
                        "log: greet Ada",
                        "Hello, Ada! Countess of Lovelace",
                        "log: greet Bob",
                        "Hello, Bob! ?",
                        "Ada 40 [poet, older]",
                        "-1 2 1",
                        "area 7.0, of nothing Optional.empty",
                        "GREEN [READ, EXEC]",
                        "counters 27",
                        "7 / 2 = 3",
                        "error: DIVISION BY ZERO"),
                run("DemoProgram", Source.newBuilder("wasm", component.toFile()).build()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "js-demo-qjs-sync-stub.component.wasm",
                "dummy-p2-proxy.component.wasm",
                "dummy-p3-cmd3.component.wasm",
                "dummy-p3-handler3.component.wasm",
                "js-httpp2-sm.component.wasm",
                "c3-async.component.wasm"
            })
    void worldsOfComponentsCompile(String component) throws Exception {
        generate(guest(component), "--package", "generated.code");
        assertTrue(Files.exists(folder.resolve("generated/code/Root.java")));
        new JavaCompilation(folder).close();
    }

    /** Everything whose name or shape is special in Java. */
    @Test
    void namesThatJavaReserves() throws Exception {
        Path wit = folder.resolve("names.wit");
        Files.writeString(
                wit,
                """
                package test:names@1.0.0;

                /// Errors, see `error`.
                interface error {
                  use other.{error as other-error};
                  /// What went wrong {@code here}:
                  /// @everywhere, C:\\users
                  variant error { error(string), error-2(tuple<u8, string>), class(option<u64>), %string, other(other-error) }
                  enum color { int, new-one, no-2 }
                  type pair = tuple<s8, list<u8>>;
                  resource %list {
                    constructor(other: borrow<%list>);
                    %static: static func() -> result<%list, error>;
                    wait: func(class: char) -> %list;
                    close: func() -> result;
                  }
                  record object {
                    /// Whether it is final.
                    final: bool,
                    hash-code: pair,
                    optional: option<option<object-2>>,
                  }
                  record object-2 { a: tuple<f32, tuple<s16, u16>>, b: result<_, list<color>>, c: list<pair> }
                  notify: func(%interface: object) -> result<_, error>;
                }

                interface other { flags error { a, b } }

                world names {
                  use error.{object};
                  import error;
                  import again: interface { use error.{%list}; again: func(x: %list) -> list<tuple<%list, string>>; }
                  import instance: func(o: object) -> own-record;
                  record own-record { o: object }
                  export error;
                  export again: interface { use error.{%list}; again: func(x: borrow<%list>); }
                  export of: func(o: own-record) -> result<object>;
                }
                """);
        generate(wit);
        new JavaCompilation(folder).close();
        String error = Files.readString(folder.resolve("test/names/ErrorInterface.java"));
        assertTrue(
                error.contains("/// What went wrong {&#64;code here}:\n    /// &#64;everywhere, C:\\\\users\n"), error);
        assertTrue(error.contains("/// @param final_ Whether it is final.\n"), error);
    }

    @Test
    void mistakesAreExplained() throws Exception {
        Path wit = folder.resolve("w.wit");
        Files.writeString(
                wit, "package a:b; world w { export a: interface { new-x: func(); resource x { constructor(); } } }");
        assertError("bindgen needs --java FOLDER", bindgen(wit));
        assertError("no such file: none.wit", bindgen("none.wit", "--java", folder));
        assertError("`a.class` is no name of a Java package", bindgen(wit, "--java", folder, "--package", "a.class"));
        assertError("package `a:b` has no world `v`; it has w", bindgen(wit, "--java", folder, "--world", "v"));
        assertError("a: `[constructor]x` and `new-x` have one name in Java: newX", bindgen(wit, "--java", folder));
    }

    private static void assertError(String message, Run run) {
        assertEquals(new Run(1, "", "wasm: " + message + "\n"), run);
    }
}
