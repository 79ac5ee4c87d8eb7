package dev.perigord.wasm.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.io.ByteSequence;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Core modules as a host sees them. */
@Tag("immediate")
@Tag("fallback")
class ModuleTest {
    private static Value instantiate(Context context, String text, Object... imports) {
        Source source = Source.newBuilder("wasm", text, "test.wat")
                .mimeType("text/x-wat")
                .buildLiteral();
        return context.eval(source).newInstance(imports).getMember("exports");
    }

    @Test
    void functionsAreExecutable() {
        try (Context context = Context.create("wasm")) {
            Value exports = instantiate(
                    context,
                    """
                    (module
                      (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
                      (func (export "wide") (param i64) (result i64) (local.get 0))
                      (func (export "swap") (param i32 f64) (result f64 i32) (local.get 1) (local.get 0))
                      (func (export "nothing")))
                    """);
            assertEquals(5, exports.invokeMember("add", 2, 3).asInt());
            assertEquals(-1, exports.getMember("add").execute(0xFFFF_FFFFL, 0).asInt(), "unsigned numbers fit too");
            assertEquals(
                    Long.MIN_VALUE, exports.invokeMember("wide", Long.MIN_VALUE).asLong());
            Value swapped = exports.invokeMember("swap", 1, 2.5);
            assertEquals(2.5, swapped.getArrayElement(0).asDouble());
            assertEquals(1, swapped.getArrayElement(1).asInt());
            assertTrue(exports.invokeMember("nothing").isNull());
            assertEquals(4, exports.getMemberKeys().size());
        }
    }

    @Test
    void wrongArgumentsAreRefused() {
        try (Context context = Context.create("wasm")) {
            Value half = instantiate(context, "(module (func (export \"f\") (param i32) (result i32) (local.get 0)))")
                    .getMember("f");
            assertThrows(IllegalArgumentException.class, half::execute);
            assertThrows(IllegalArgumentException.class, () -> half.execute(1, 2));
            for (Object wrong : List.of("text", 1.5, 1L << 32, true)) {
                assertThrows(IllegalArgumentException.class, () -> half.execute(wrong), wrong.toString());
            }
        }
    }

    @Test
    void globalsMemoriesAndTablesAreObjects() {
        try (Context context = Context.create("wasm")) {
            Value exports = instantiate(
                    context,
                    """
                    (module
                      (global (export "counter") (mut i32) (i32.const 7))
                      (global (export "pi") f64 (f64.const 3.25))
                      (memory (export "memory") 1 2)
                      (data (i32.const 16) "\\01\\02\\03\\04")
                      (table (export "table") 2 funcref)
                      (func $answer (export "answer") (result i32) (i32.const 42))
                      (elem (i32.const 1) $answer)
                      (func (export "count") (result i32)
                        (global.set 0 (i32.add (global.get 0) (i32.const 1)))
                        (global.get 0)))
                    """);
            assertEquals(8, exports.invokeMember("count").asInt());
            exports.getMember("counter").putMember("value", 41);
            assertEquals(42, exports.invokeMember("count").asInt());
            assertThrows(UnsupportedOperationException.class, () -> exports.getMember("pi")
                    .putMember("value", 3));
            Value memory = exports.getMember("memory");
            assertEquals(65536, memory.getBufferSize());
            assertEquals(0x04030201, memory.readBufferInt(ByteOrder.LITTLE_ENDIAN, 16));
            memory.writeBufferByte(16, (byte) 9);
            assertEquals(9, memory.readBufferByte(16));
            assertThrows(IndexOutOfBoundsException.class, () -> memory.readBufferByte(65536));
            Value table = exports.getMember("table");
            assertTrue(table.getArrayElement(0).isNull());
            assertEquals(42, table.getArrayElement(1).execute().asInt());
            table.setArrayElement(0, exports.getMember("answer"));
            assertEquals(42, table.getArrayElement(0).execute().asInt());
        }
    }

    @Test
    void importsComeFromProxiesAndJavaObjects() {
        try (Context context = Context.create("wasm")) {
            String text =
                    """
                    (module
                      (import "host" "twice" (func $twice (param i32) (result i32)))
                      (import "host" "base" (global $base i32))
                      (func (export "run") (param i32) (result i32)
                        (i32.add (call $twice (local.get 0)) (global.get $base))))
                    """;
            ProxyExecutable twice = arguments -> arguments[0].asInt() * 2;
            Value fromProxies = instantiate(
                    context,
                    text,
                    ProxyObject.fromMap(Map.of("host", ProxyObject.fromMap(Map.of("twice", twice, "base", 100)))));
            assertEquals(106, fromProxies.invokeMember("run", 3).asInt());
            Value other = instantiate(
                    context,
                    "(module (func (export \"twice\") (param i32) (result i32)"
                            + " (i32.mul (local.get 0) (i32.const 2))) (global (export \"base\") i32 (i32.const 5)))");
            Value fromModule = instantiate(context, text, ProxyObject.fromMap(Map.of("host", other)));
            assertEquals(11, fromModule.invokeMember("run", 3).asInt());
        }
    }

    @Test
    void missingAndWrongImportsAreNamed() {
        try (Context context = Context.create("wasm")) {
            String text = "(module (import \"env\" \"log\" (func (param i32 f64) (result i64))))";
            PolyglotException missing = assertThrows(PolyglotException.class, () -> instantiate(context, text));
            assertEquals(
                    "unknown import: \"env\" \"log\" is missing, expected function [i32 f64] -> [i64]",
                    missing.getMessage());
            PolyglotException wrong = assertThrows(
                    PolyglotException.class,
                    () -> instantiate(
                            context,
                            text,
                            ProxyObject.fromMap(
                                    Map.of("env", instantiate(context, "(module (func (export \"log\")))")))));
            assertEquals(
                    "incompatible import type: \"env\" \"log\" is function [] -> [],"
                            + " expected function [i32 f64] -> [i64]",
                    wrong.getMessage());
        }
    }

    @Test
    void trapsAreGuestExceptionsWithAWasmStack() {
        try (Context context = Context.create("wasm")) {
            Value exports = instantiate(
                    context,
                    """
                    (module
                      (memory 1)
                      (func $load (param i32) (result i32) (i32.load (local.get 0)))
                      (func $middle (param i32) (result i32) (i32.add (call $load (local.get 0)) (i32.const 1)))
                      (func (export "outer") (param i32) (result i32) (call $middle (local.get 0)))
                      (func $forever (export "forever") (call $forever)))
                    """);
            assertEquals(1, exports.invokeMember("outer", 0).asInt());
            PolyglotException trap = assertThrows(PolyglotException.class, () -> exports.invokeMember("outer", 65533));
            assertTrue(trap.isGuestException());
            assertFalse(trap.isInternalError());
            assertEquals("out of bounds memory access", trap.getMessage());
            assertEquals(
                    List.of("load", "middle", "outer"),
                    StreamSupport.stream(trap.getPolyglotStackTrace().spliterator(), false)
                            .filter(PolyglotException.StackFrame::isGuestFrame)
                            .map(PolyglotException.StackFrame::getRootName)
                            .toList());
            assertEquals(3, trap.getSourceLocation().getStartLine());
            PolyglotException exhausted = assertThrows(PolyglotException.class, () -> exports.invokeMember("forever"));
            assertEquals("call stack exhausted", exhausted.getMessage());
        }
    }

    @Test
    void whatTheHostThrowsPassesThroughTheGuest() {
        try (Context context = Context.create("wasm")) {
            ProxyExecutable fails = arguments -> {
                throw new IllegalStateException("on purpose");
            };
            Value exports = instantiate(
                    context,
                    "(module (import \"m\" \"f\" (func $f)) (func (export \"g\") (call $f)))",
                    ProxyObject.fromMap(Map.of("m", ProxyObject.fromMap(Map.of("f", fails)))));
            PolyglotException thrown = assertThrows(PolyglotException.class, () -> exports.invokeMember("g"));
            assertTrue(thrown.isHostException());
            assertEquals("on purpose", thrown.asHostException().getMessage());
        }
    }

    @Test
    void bytesMayBeText() {
        byte[] text = "(module (func (export \"one\") (result i32) (i32.const 1)))".getBytes(StandardCharsets.UTF_8);
        try (Context context = Context.create("wasm")) {
            Value module = context.eval(
                    Source.newBuilder("wasm", ByteSequence.create(text), "text").buildLiteral());
            assertEquals(
                    1,
                    module.newInstance()
                            .getMember("exports")
                            .invokeMember("one")
                            .asInt());
        }
    }

    @Test
    void badSourcesAreSyntaxErrors() {
        byte[][] sources = {
            {},
            {0, 'a', 's', 'm'},
            {0, 'a', 's', 'm', 2, 0, 0, 0},
            {0, 'a', 's', 'm', 1, 0, 0, 0, 1, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F},
            {0, 'a', 's', 'm', 1, 0, 0, 0, 1, 5, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F},
            {(byte) 0xFF, (byte) 0xD8, 1, 2, 3},
            "(module (func (result i32)))".getBytes(StandardCharsets.UTF_8),
            "(modul)".getBytes(StandardCharsets.UTF_8),
        };
        try (Context context = Context.create("wasm")) {
            for (byte[] bytes : sources) {
                Source source = Source.newBuilder("wasm", ByteSequence.create(bytes), "bad.wasm")
                        .buildLiteral();
                PolyglotException e = assertThrows(PolyglotException.class, () -> context.eval(source));
                assertTrue(e.isSyntaxError(), e.getMessage());
                assertFalse(e.isInternalError(), e.getMessage());
                assertTrue(e.getMessage().startsWith("bad.wasm: "), e.getMessage());
            }
        }
    }

    @Test
    void limitsOfTheContextHold() {
        try (Context context = Context.newBuilder("wasm")
                .option("wasm.MaxMemoryPages", "3")
                .option("wasm.MaxTotalMemory", "400000")
                .option("wasm.MaxTableElements", "10")
                .build()) {
            Value exports = instantiate(
                    context,
                    """
                    (module
                      (memory 1)
                      (table $t 4 funcref)
                      (func (export "grow") (param i32) (result i32) (memory.grow (local.get 0)))
                      (func (export "growTable") (param i32) (result i32)
                        (table.grow $t (ref.null func) (local.get 0))))
                    """);
            assertEquals(1, exports.invokeMember("grow", 2).asInt());
            assertEquals(-1, exports.invokeMember("grow", 1).asInt());
            assertEquals(4, exports.invokeMember("growTable", 6).asInt());
            assertEquals(-1, exports.invokeMember("growTable", 1).asInt());
            for (String tooLarge : List.of("(module (memory 4))", "(module (table 11 funcref))")) {
                PolyglotException e = assertThrows(PolyglotException.class, () -> instantiate(context, tooLarge));
                assertTrue(e.getMessage().contains("exceeds the limit"), e.getMessage());
            }
            // 3 pages are in use; all memories together may have 6.
            instantiate(context, "(module (memory 3))");
            assertThrows(PolyglotException.class, () -> instantiate(context, "(module (memory 3))"));
        }
    }

    @Test
    void theStartFunctionRunsOnce() {
        try (Context context = Context.create("wasm")) {
            AtomicInteger calls = new AtomicInteger();
            ProxyExecutable count = arguments -> calls.incrementAndGet();
            instantiate(
                    context,
                    "(module (import \"m\" \"f\" (func $f)) (start $f))",
                    ProxyObject.fromMap(Map.of("m", ProxyObject.fromMap(Map.of("f", count)))));
            assertEquals(1, calls.get());
        }
    }
}
