package dev.perigord.wasm.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of numbers from arrays of Java and typed arrays of JavaScript, whether they can be copied as a whole or not. */
class NumberListsTest {
    private static Context context;

    /** For each type a function of its name that returns the list that it is given. */
    private static Value lists;

    @BeforeAll
    static void open() {
        context = Context.newBuilder("js", "wasm")
                .option("engine.WarnInterpreterOnly", "false")
                .allowHostAccess(HostAccess.newBuilder(HostAccess.EXPLICIT)
                        .allowArrayAccess(true)
                        .allowBufferAccess(true)
                        .build())
                .build();
        lists = context.eval(source()).newInstance();
        context.getBindings("js").putMember("lists", lists);
    }

    private static Source source() {
        String functions = Stream.of("bool", "s8", "u8", "s16", "u16", "s32", "u32", "s64", "u64", "f32", "f64")
                .map(type ->
                        """
                        (func (export "%1$s") (param "x" (list %1$s)) (result (list %1$s))
                          (canon lift (core func $i "echo") (memory (core memory $i "memory")) (realloc (core func $i "realloc"))))
                        """
                                .formatted(type))
                .collect(Collectors.joining());
        String text =
                """
                (component
                  (core module $m
                    (memory (export "memory") 1)
                    (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 1024))
                    (func (export "echo") (param i32 i32) (result i32)
                      (i32.store (i32.const 16) (local.get 0))
                      (i32.store (i32.const 20) (local.get 1))
                      (i32.const 16)))
                  (core instance $i (instantiate $m))
                %s)
                """
                        .formatted(functions);
        return Source.newBuilder("wasm", text, "lists.wat")
                .mimeType("text/x-wat")
                .buildLiteral();
    }

    @AfterAll
    static void close() {
        context.close();
    }

    @Test
    void arraysOfJava() {
        assertArrayEquals(new boolean[] {true, false}, echo("bool", new boolean[] {true, false}, boolean[].class));
        assertArrayEquals(new byte[] {1, -1}, echo("s8", new byte[] {1, -1}, byte[].class));
        assertArrayEquals(new int[] {1, 255}, echo("u8", new byte[] {1, -1}, int[].class));
        assertArrayEquals(new short[] {1, -1}, echo("s16", new short[] {1, -1}, short[].class));
        assertArrayEquals(new int[] {1, 65535}, echo("u16", new int[] {1, 65535}, int[].class));
        assertArrayEquals(new int[] {1, -1}, echo("s32", new int[] {1, -1}, int[].class));
        assertArrayEquals(new long[] {1, 4294967295L}, echo("u32", new long[] {1, 4294967295L}, long[].class));
        assertArrayEquals(new long[] {1, -1}, echo("s64", new long[] {1, -1}, long[].class));
        assertArrayEquals(new long[] {1, 2}, echo("u64", new long[] {1, 2}, long[].class));
        assertArrayEquals(new float[] {0.1f, Float.NaN}, echo("f32", new float[] {0.1f, Float.NaN}, float[].class));
        assertArrayEquals(new double[] {0.1, -0.0}, echo("f64", new double[] {0.1, -0.0}, double[].class));
        assertArrayEquals(new double[] {1, 2}, echo("f64", new int[] {1, 2}, double[].class));
        assertArrayEquals(new int[] {1, 255}, echo("u8", ByteBuffer.wrap(new byte[] {1, -1}), int[].class));
    }

    private static <T> T echo(String function, Object array, Class<T> type) {
        return lists.invokeMember(function, array).as(type);
    }

    /** A function, a typed array, and the elements of the result. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        s8  | new Int8Array([1, -1])                     | 1,-1
        u8  | new Uint8Array([1, 255])                   | 1,255
        u8  | new Uint8Array([0, 1, 2, 3]).subarray(1,3) | 1,2
        u8  | new Uint8Array([1, 255]).buffer            | 1,255
        u8  | new Float64Array([1, 255])                 | 1,255
        s16 | new Int16Array([1, -1])                    | 1,-1
        u16 | new Uint16Array([1, 65535])                | 1,65535
        s32 | new Int32Array([1, -1])                    | 1,-1
        s32 | new Float64Array([1, -1])                  | 1,-1
        u32 | new Uint32Array([1, 4294967295])           | 1,4294967295
        s64 | new BigInt64Array([1n, -1n])               | 1,-1
        u64 | new BigUint64Array([1n, 2n])               | 1,2
        f32 | new Float32Array([1.5, -1])                | 1.5,-1
        f64 | new Float64Array([0.1, -1])                | 0.1,-1
        f64 | new Float64Array([0, 1, 2, 3]).subarray(2) | 2,3
        f64 | new Float32Array([1.5, -1])                | 1.5,-1
        f64 | new Int32Array([1, -1])                    | 1,-1
        """)
    void typedArraysOfJavaScript(String function, String array, String elements) {
        assertEquals(
                elements,
                context.eval("js", "Array.from(lists.%s(%s)).join()".formatted(function, array))
                        .asString());
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertEquals("u32: argument 1, element 1: expected u32, got number -1", refusal("u32", new int[] {1, -1}));
        assertEquals("u16: argument 1, element 0: expected u16, got number -1", refusal("u16", new short[] {-1}));
        assertEquals("u64: argument 1, element 0: expected u64, got number -1", refusal("u64", new long[] {-1}));
        assertEquals("s32: argument 1, element 0: expected s32, got number 0.5", refusal("s32", new double[] {0.5}));
        assertEquals(
                "s32: argument 1, element 0: expected s32, got number 4294967295",
                refusal("s32", context.eval("js", "new Uint32Array([4294967295])")));
    }

    private static String refusal(String function, Object array) {
        return assertThrows(PolyglotException.class, () -> lists.invokeMember(function, array))
                .getMessage();
    }

    @Test
    void arraysThatTheContextKeepsFromGuestsAreNoArrays() {
        try (Context strict = Context.create("wasm")) {
            Value component = strict.eval(source());
            PolyglotException refused = assertThrows(
                    PolyglotException.class, () -> component.newInstance().invokeMember("f64", new double[] {1}));
            assertTrue(
                    refused.getMessage().startsWith("f64: argument 1: expected list<f64>, got object "),
                    refused.getMessage());
        }
    }
}
