package dev.perigord.wasm.component.composition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigord.wasm.component.composition.Composition.Part;
import dev.perigord.wasm.component.composition.Composition.Source;
import dev.perigord.wasm.component.runtime.WasmComponent;
import dev.perigord.wasm.component.testing.ComponentTestLanguage;
import dev.perigord.wasm.component.testing.Guests;
import dev.perigord.wasm.component.testing.Mutations;
import dev.perigord.wasm.component.text.ComponentTextParser;
import dev.perigord.wasm.component.type.ComponentType;
import dev.perigord.wasm.component.type.TypeMatcher;
import dev.perigord.wasm.module.InvalidException;
import dev.perigord.wasm.module.MalformedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Compositions, whose results are loaded: what they do is tested with the command. */
final class ComposerTest {
    private static final String LOGGER =
            """
            (component
              (import "test:compose/types@0.1.2" (instance $types
                (type $e (enum "low" "high"))
                (export "level" (type $level (eq $e)))
                (export "sink" (type (sub resource)))))
              (alias export $types "sink" (type $sink))
              (alias export $types "level" (type $level))
              (import "test:compose/log@0.1.0" (instance
                (export "sink" (type $s (eq $sink)))
                (export "level" (type $l (eq $level)))
                (export "log" (func (param "to" (borrow $s)) (param "level" $l) (param "text" string))))))""";

    private static final String OPENER =
            """
            (component
              (import "test:compose/types@0.1.0" (instance $types
                (export "sink" (type $s (sub resource)))
                (export "[constructor]sink" (func (result (own $s)))))))""";

    private static void withLanguage(java.util.function.Consumer<Function<String, WasmComponent>> test) {
        ComponentTestLanguage.run(language -> {
            test.accept(text -> language.load(ComponentTextParser.parse(text).binary()));
            return null;
        });
    }

    private static ComponentType composed(ComponentTestLanguage language, WasmComponent... components) {
        Map<String, Source> exports = new LinkedHashMap<>();
        List<Part> parts = Stream.of(components)
                .map(component -> new Part("part", component, Map.of()))
                .toList();
        parts.getFirst().exports().keySet().forEach(name -> exports.put(name, new Source(parts.getFirst(), name)));
        return language.load(Composer.compose(new Composition(parts, exports)))
                .definition()
                .type();
    }

    private static void assertSame(ComponentType expected, ComponentType actual) {
        assertEquals(expected.imports().keySet(), actual.imports().keySet());
        new TypeMatcher(List.of()).match(actual, expected);
        new TypeMatcher(List.of()).match(expected, actual);
    }

    @TestFactory
    Stream<DynamicTest> importsThatRemainKeepTheirTypes() {
        return Guests.components().stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getFileName().toString(),
                        () -> ComponentTestLanguage.run(language -> {
                            WasmComponent component = language.load(Guests.read(file));
                            Set<String> imports =
                                    component.definition().type().imports().keySet();
                            assertEquals(
                                    imports,
                                    composed(language, component).imports().keySet());
                            return null;
                        })));
    }

    /** Components and core modules that nothing satisfies are imports of the result, with the same types. */
    @Test
    void componentsAndModulesRemain() {
        String text =
                """
                (component
                  (import "m" (core module
                    (type $pair (struct (field i32) (field (mut i64))))
                    (import "env" "f" (func (param i32) (result i64)))
                    (import "env" "t" (table 1 (ref null $pair)))
                    (export "g" (global (mut (ref null $pair))))
                    (export "h" (func (param (ref $pair))))
                    (export "mem" (memory 1 2))))
                  (import "c" (component
                    (import "in" (instance $in
                      (export "r" (type $r (sub resource)))
                      (type $e (enum "low" "high"))
                      (export "level" (type (eq $e)))
                      (export "make" (func (result (own $r))))))
                    (alias export $in "r" (type $r))
                    (alias export $in "level" (type $level))
                    (import "use" (func (param "r" (borrow $r)) (param "level" $level)))
                    (export "own" (type $own (sub resource)))
                    (export "[constructor]own" (func (result (own $own))))
                    (export "out" (instance
                      (export "same" (type $same (eq $r)))
                      (export "f" (func (param "r" (own $same)) (result (list $level)))))))))""";
        ComponentTestLanguage.run(language -> {
            WasmComponent component =
                    language.load(ComponentTextParser.parse(text).binary());
            assertSame(component.definition().type(), composed(language, component));
            assertSame(component.definition().type(), composed(language, component, component));
            return null;
        });
    }

    @Test
    void typesThatExcludeEachOtherRemainNot() {
        ComponentTestLanguage.run(language -> {
            WasmComponent one = language.load(
                    ComponentTextParser.parse("(component (import \"m\" (core module (export \"x\" (func)))))")
                            .binary());
            WasmComponent other = language.load(
                    ComponentTextParser.parse("(component (import \"m\" (core module (export \"x\" (memory 1)))))")
                            .binary());
            WasmComponent more = language.load(ComponentTextParser.parse(
                            "(component (import \"m\" (core module (export \"x\" (func)) (export \"y\" (func)))))")
                    .binary());
            assertEquals(
                    "import `m`: it is needed with types that exclude each other",
                    assertThrows(CompositionException.class, () -> composed(language, one, other))
                            .getMessage());
            assertSame(more.definition().type(), composed(language, one, more));
            return null;
        });
    }

    @Test
    void compatibleImportsBecomeOne() {
        ComponentTestLanguage.run(language -> {
            WasmComponent opener =
                    language.load(ComponentTextParser.parse(OPENER).binary());
            WasmComponent logger =
                    language.load(ComponentTextParser.parse(LOGGER).binary());
            for (ComponentType type : List.of(composed(language, opener, logger), composed(language, logger, opener))) {
                assertEquals(
                        Set.of("test:compose/types@0.1.2", "test:compose/log@0.1.0"),
                        type.imports().keySet());
            }
            assertSame(logger.definition().type(), composed(language, logger, logger));
            return null;
        });
    }

    @Test
    void aWiringSaysWhereItIsWrong() {
        withLanguage(load -> {
            WasmComponent opener = load.apply(OPENER);
            Map<String, String> problems = new LinkedHashMap<>();
            problems.put("instance a = a.wasm", "test.wire:1:14: expected the file in quotes, found `a`");
            problems.put("# nothing\n  link", "test.wire:2:3: expected `instance` or `export`, found `link`");
            problems.put("instance a = \"a", "test.wire:1:14: the string does not end on its line");
            problems.put("export b", "test.wire:1:8: there is no instance `b` before this");
            problems.put("instance a = \"a\"\n", "test.wire:2:1: nothing is exported");
            problems.put(
                    "instance a = \"a\" export a.\"x\"", "test.wire:1:27: `a` has no export \"x\"; there are: none");
            problems.put(
                    "instance a = \"a\" { \"y\" = a }",
                    "test.wire:1:20: `a` has no import \"y\"; there are: " + "test:compose/types@0.1.0");
            problems.put("instance a = \"a\" instance a = \"a\"", "test.wire:1:27: there is an instance `a` already");
            problems.put(
                    "instance a = \"a\" instance b = \"a\" { a }",
                    "test.wire:1:37: `a` exports nothing that `b` imports and has not got");
            problems.put("instance a = \"a\" !", "test.wire:1:18: unexpected character `!`");
            problems.forEach((text, message) -> assertEquals(
                    message,
                    assertThrows(CompositionException.class, () -> WireParser.parse(text, "test.wire", _ -> opener))
                            .getMessage()));
        });
    }

    @Test
    void whatSatisfiesNothingIsNoPlug() {
        withLanguage(load -> {
            WasmComponent opener = load.apply(OPENER);
            String message = assertThrows(
                            CompositionException.class,
                            () -> Composition.plug(opener, List.of(load.apply("(component)"))))
                    .getMessage();
            assertTrue(message.contains("exports nothing that"), message);
        });
    }

    private static String needing(String name, String imports, String exports) {
        return """
                (component $%s
                  (import "%s" (instance $i (export "f" (func))))
                  (export "%s" (instance $i)))"""
                .formatted(name, imports, exports);
    }

    private static Set<String> importsOf(ComponentTestLanguage language, String socket, String... plugs) {
        List<WasmComponent> loaded = Stream.of(plugs)
                .map(plug -> language.load(ComponentTextParser.parse(plug).binary()))
                .toList();
        WasmComponent main = language.load(ComponentTextParser.parse(socket).binary());
        ComponentType type = language.load(Composer.compose(Composition.plug(main, loaded)))
                .definition()
                .type();
        assertEquals(main.definition().type().exports().keySet(), type.exports().keySet());
        return type.imports().keySet();
    }

    @Test
    void plugsSatisfyOneAnotherInAnyOrder() {
        String main = needing("main", "x:y/a@0.2.1", "x:y/main");
        String a = needing("a", "x:y/b@1.4.0", "x:y/a@0.2.3");
        String b = needing("b", "x:y/c", "x:y/b@1.2.0");
        ComponentTestLanguage.run(language -> {
            assertEquals(Set.of("x:y/c"), importsOf(language, main, a, b));
            assertEquals(Set.of("x:y/c"), importsOf(language, main, b, a));
            return null;
        });
    }

    /** A plug that imports what it exports stands between the socket and the plug behind it. */
    @Test
    void plugsInARow() {
        String main = needing("main", "x:y/a@0.1.0", "x:y/main");
        String between = needing("between", "x:y/a@0.1.0", "x:y/a@0.1.0");
        String last = needing("last", "x:y/end", "x:y/a@0.1.0");
        ComponentTestLanguage.run(language -> {
            assertEquals(Set.of("x:y/end"), importsOf(language, main, between, between, last));
            assertEquals(
                    "between exports nothing that main or another plug imports and a plug before it does not have",
                    assertThrows(CompositionException.class, () -> importsOf(language, main, last, between))
                            .getMessage());
            return null;
        });
    }

    @Test
    void plugsThatNeedEachOther() {
        String main = needing("main", "x:y/a", "x:y/main");
        String a = needing("a", "x:y/b", "x:y/a");
        String b = needing("b", "x:y/a", "x:y/b");
        ComponentTestLanguage.run(language -> {
            assertEquals(
                    "instances need each other: a needs b needs a",
                    assertThrows(CompositionException.class, () -> importsOf(language, main, a, b))
                            .getMessage());
            return null;
        });
    }

    /** Versions count by their tracks: 0.2 and 0.3, or 1 and 2, are different interfaces. */
    @Test
    void otherTracksDoNotFit() {
        String main = needing("main", "x:y/a@0.2.1", "x:y/main");
        ComponentTestLanguage.run(language -> {
            assertEquals(Set.of("x:y/c"), importsOf(language, main, needing("a", "x:y/c", "x:y/a@0.2.0")));
            assertThrows(
                    CompositionException.class, () -> importsOf(language, main, needing("a", "x:y/c", "x:y/a@0.3.0")));
            assertThrows(
                    CompositionException.class,
                    () -> importsOf(language, main, needing("a", "x:y/c", "x:y/a@0.2.1-rc")));
            return null;
        });
    }

    /** A damaged plug is refused, or is one. */
    @Test
    void damagedPlugs() {
        String plug = "(component (import \"f\" (func $f)) (instance $i (export \"f\" (func $f)))"
                + " (export \"a:b/c@0.1.0\" (instance $i)))";
        String socket = "(component (import \"a:b/c@0.1.0\" (instance (export \"f\" (func)))))";
        ComponentTestLanguage.run(language -> {
            WasmComponent main = language.load(ComponentTextParser.parse(socket).binary());
            byte[] binary = ComponentTextParser.parse(plug).binary();
            Random random = new Random(20_261_123);
            int composed = 0;
            for (int i = 0; i < 3000; i++) {
                try {
                    WasmComponent damaged = language.load(Mutations.bytes(binary, random));
                    language.load(Composer.compose(Composition.plug(main, List.of(damaged))));
                    composed++;
                } catch (MalformedException | InvalidException | CompositionException expected) {
                    assertNotNull(expected.getMessage());
                }
            }
            assertTrue(composed > 0);
            return null;
        });
    }
}
