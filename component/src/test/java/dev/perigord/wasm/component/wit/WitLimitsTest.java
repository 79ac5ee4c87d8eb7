package dev.perigord.wasm.component.wit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigord.wasm.component.text.ComponentTextParser;
import dev.perigord.wasm.component.wit.resolve.Features;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Small files that describe something enormous are refused before anybody follows them. */
class WitLimitsTest {
    private static String repeat(int count, IntFunction<String> text) {
        return IntStream.rangeClosed(1, count).mapToObj(text).collect(Collectors.joining("\n"));
    }

    private static String problem(String wit) {
        byte[] bytes = wit.getBytes(StandardCharsets.UTF_8);
        return assertThrows(WitException.class, () -> WitLoader.parse("t.wit", bytes, Features.NONE))
                .getMessage();
    }

    private static LoadedWit decode(String component) {
        return WitLoader.decode("t.wasm", ComponentTextParser.parse(component).binary());
    }

    @Test
    void typesInOneAnother() {
        assertEquals(
                "t.wit:102:6: type `t100` is nested more than 100 deep, or has too many parts",
                problem("package a:b;\ninterface i { type t0 = u8;\n"
                        + repeat(100, i -> "type t%d = list<t%d>;".formatted(i, i - 1))
                        + "}"));
    }

    @Test
    void typesThatDouble() {
        assertEquals(
                "t.wit:21:6: type `t19` is nested more than 100 deep, or has too many parts",
                problem("package a:b;\ninterface i { type t0 = u8;\n"
                        + repeat(40, i -> "type t%d = tuple<t%d, t%d>;".formatted(i, i - 1, i - 1))
                        + "}"));
    }

    @Test
    void interfacesThatUseOneAnother() {
        assertEquals(
                "interface `a:b/i500` depends on a chain of more than 500 others",
                problem("package a:b;\ninterface i0 { type t0 = u8; }\n"
                        + repeat(600, i -> "interface i%d { use i%d.{t%d}; type t%d = u8; }"
                                .formatted(i, i - 1, i - 1, i))));
    }

    @Test
    void instancesThatDouble() {
        String component =
                "(component (import \"f\" (func $f)) (component $c0 (import \"f\" (func)) (export \"x\" (func 0)))"
                        + repeat(
                                30,
                                i ->
                                        """
                        (component $c%d (alias outer 1 $c%d (component $d)) (import "f" (func $f))
                          (instance $i (instantiate $d (with "f" (func $f))))
                          (instance $j (instantiate $d (with "f" (func $f))))
                          (export "x" (func $j "x")))"""
                                                .formatted(i, i - 1))
                        + "(instance $r (instantiate $c30 (with \"f\" (func $f)))) (export \"r\" (func $r \"x\")))";
        assertEquals(
                "t.wasm: its instances have more than 1000000 definitions",
                assertThrows(WitException.class, () -> decode(component)).getMessage());
    }

    /** Two worlds of a package say different things of an interface: each is valid, together they are not. */
    @Test
    void worldsThatContradictEachOther() {
        LoadedWit wit = decode(
                """
                (component
                  (type $w1 (component
                    (type (component
                      (import "x:y/a" (instance (type (record (field "f" u8))) (export "t" (type (eq 0)))))
                      (alias export 0 "t" (type $t))
                      (import "x:y/b" (instance (export "t" (type (eq $t)))))))
                    (export "x:y/w1" (component (type 0)))))
                  (export "w1" (type $w1))
                  (type $w2 (component
                    (type (component
                      (import "x:y/b" (instance (type (record (field "f" u8))) (export "t" (type (eq 0)))))))
                    (export "x:y/w2" (component (type 0)))))
                  (export "w2" (type $w2)))""");
        assertTrue(wit.print().contains("use a.{t};"), wit.print());
        assertEquals(
                "type `t` of `x:y/a` is used before a world imports or exports the interface",
                assertThrows(WitException.class, wit::encode).getMessage());
    }

    /** What a core module inside breaks is told as well. */
    @Test
    void invalidCoreModule() {
        String message = assertThrows(WitException.class, () -> decode("(component (core module (func (result i32))))"))
                .getMessage();
        assertTrue(message.startsWith("t.wasm: invalid: "), message);
    }
}
