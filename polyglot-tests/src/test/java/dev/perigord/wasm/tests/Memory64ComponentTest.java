package dev.perigord.wasm.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Strings and lists between components whose memories have addresses of 32 and of 64 bits, and the host. */
class Memory64ComponentTest {
    /** A component with exports {@code text} and {@code lists}, which give back what an import of theirs, if any, gives back. */
    private static String component(String pointer, boolean imports) {
        String index = pointer.equals("i64") ? "i64" : "";
        String body = imports
                ? "(call %s (local.get 0) (local.get 1) (PTR.const 32)) (PTR.const 32)"
                : "(PTR.store (PTR.const 32) (local.get 0))"
                        + " (PTR.store offset=SIZE (PTR.const 32) (local.get 1)) (PTR.const 32)";
        String imported = !imports
                ? ""
                : """
                  (import "text" (func $text' (param "v" string) (result string)))
                  (import "lists" (func $lists' (param "v" (list (tuple u8 string (option (list u16)))))
                    (result (list (tuple u8 string (option (list u16)))))))
                  (core func $text (canon lower (func $text') (memory $m) (realloc $realloc)))
                  (core func $lists (canon lower (func $lists') (memory $m) (realloc $realloc)))
                """;
        String coreImports = !imports
                ? ""
                : """
                  (import "" "text" (func $text (param PTR PTR PTR)))
                  (import "" "lists" (func $lists (param PTR PTR PTR)))
                """;
        String with = imports ? "(export \"text\" (func $text)) (export \"lists\" (func $lists))" : "";
        return ("(component"
                        + """
                  (core module $Memory
                    (memory (export "memory") INDEX 1)
                    (global $next (mut PTR) (PTR.const 1024))
                    (func (export "realloc") (param $old PTR) (param $size PTR) (param $align PTR) (param $new PTR) (result PTR)
                      (local $at PTR)
                      (local.set $at (PTR.and (PTR.add (global.get $next) (PTR.const 7)) (PTR.const -8)))
                      (global.set $next (PTR.add (local.get $at) (local.get $new)))
                      (memory.copy (local.get $at) (local.get $old) (local.get $size))
                      (local.get $at)))
                  (core instance $memory (instantiate $Memory))
                  (core memory $m (alias core export $memory "memory"))
                  (core func $realloc (alias core export $memory "realloc"))
                """
                        + imported
                        + """
                  (core module $Main
                    (import "" "memory" (memory INDEX 1))
                """
                        + coreImports
                        + """
                    (func (export "text") (param PTR PTR) (result PTR) BODY1)
                    (func (export "lists") (param PTR PTR) (result PTR) BODY2)
                    (func (export "beyond") (result PTR) (PTR.const -8)))
                  (core instance $main (instantiate $Main (with "" (instance (export "memory" (memory $m)) WITH))))
                  (func (export "text") (param "v" string) (result string)
                    (canon lift (core func $main "text") (memory $m) (realloc $realloc)))
                  (func (export "lists") (param "v" (list (tuple u8 string (option (list u16)))))
                      (result (list (tuple u8 string (option (list u16)))))
                    (canon lift (core func $main "lists") (memory $m) (realloc $realloc)))
                  (func (export "beyond") (result string) (canon lift (core func $main "beyond") (memory $m))))
                """)
                .replace("BODY1", body.replace("%s", "$text"))
                .replace("BODY2", body.replace("%s", "$lists"))
                .replace("WITH", with)
                .replace("SIZE", pointer.equals("i64") ? "8" : "4")
                .replace("INDEX", index)
                .replace("PTR", pointer);
    }

    private static Value load(Context context, String text) {
        return context.eval(Source.newBuilder("wasm", text, "memory.wat")
                .mimeType("text/x-wat")
                .buildLiteral());
    }

    @ParameterizedTest
    @CsvSource({"i32, i32", "i32, i64", "i64, i32", "i64, i64"})
    void textAndListsThereAndBack(String caller, String callee) {
        try (Context context = Context.create("wasm")) {
            Value provider = load(context, component(callee, false)).newInstance();
            Value user = load(context, component(caller, true)).newInstance(provider);
            assertEquals(
                    "grüß dich 😀", user.invokeMember("text", "grüß dich 😀").asString());
            Value list = user.invokeMember(
                    "lists",
                    ProxyArray.fromArray(
                            ProxyArray.fromArray(7, "seven", ProxyArray.fromArray(1, 2, 65535)),
                            ProxyArray.fromArray(8, "", null)));
            assertEquals(2, list.getArraySize());
            assertEquals("seven", list.getArrayElement(0).getArrayElement(1).asString());
            assertArrayEquals(
                    new int[] {1, 2, 65535},
                    list.getArrayElement(0).getArrayElement(2).as(int[].class));
            assertEquals(8, list.getArrayElement(1).getArrayElement(0).asInt());
            assertTrue(list.getArrayElement(1).getArrayElement(2).isNull());
            PolyglotException beyond = assertThrows(PolyglotException.class, () -> provider.invokeMember("beyond"));
            assertEquals("pointer out of bounds of memory", beyond.getMessage());
        }
    }
}
