package dev.perigord.wasm.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.perigord.wasm.embedding.ComponentException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyHashMap;
import org.graalvm.polyglot.proxy.ProxyIterable;
import org.graalvm.polyglot.proxy.ProxyObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each WIT type as a polyglot value, from Java to a component and back, and on its way through a function of Java. */
class JavaValuesTest {
    private static final BigInteger U64_MAX = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

    private static Context context;
    private static Value component;

    /** What the host's function got. */
    private Value seen;

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        Source source = Echo.component(folder);
        context = Context.create("wasm");
        component = context.eval(source);
    }

    @AfterAll
    static void close() {
        context.close();
    }

    /** The interface, with functions of the host that all do the same. */
    private Value echo(ProxyExecutable function) {
        return instance(function).getMember("echo");
    }

    private Value instance(ProxyExecutable function) {
        Map<String, Object> functions = new HashMap<>();
        Echo.functions().forEach(name -> functions.put(name, function));
        return component.newInstance(
                members("test:echo/echo", ProxyObject.fromMap(functions), "types", members(), "twice", function));
    }

    /** What a function takes, a view of what it gives, what that is, and how it is displayed. */
    private static <T> Arguments row(
            String function, Object given, Function<Value, T> view, T expected, String displayed) {
        return Arguments.of(function, given, view, expected, displayed);
    }

    private static ProxyObject members(Object... namesAndValues) {
        Map<String, Object> members = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return ProxyObject.fromMap(members);
    }

    private static ProxyArray array(Object... elements) {
        return ProxyArray.fromArray(elements);
    }

    static Stream<Arguments> values() {
        return Stream.of(
                row("echo-bool", true, Value::asBoolean, true, "true"),
                row("echo-s8", (byte) -128, Value::asByte, (byte) -128, "-128"),
                row("echo-u8", 255, Value::asInt, 255, "255"),
                row("echo-s16", -32768, Value::asShort, (short) -32768, "-32768"),
                row("echo-u16", 65535, Value::asInt, 65535, "65535"),
                row("echo-s32", Integer.MIN_VALUE, Value::asInt, Integer.MIN_VALUE, "-2147483648"),
                row("echo-u32", 4294967295L, Value::asLong, 4294967295L, "4294967295"),
                row("echo-s64", Long.MIN_VALUE, Value::asLong, Long.MIN_VALUE, "-9223372036854775808"),
                row("echo-s64", 7.0, Value::asInt, 7, "7"),
                row("echo-u64", 1, Value::asInt, 1, "1"),
                row("echo-u64", U64_MAX, Value::asBigInteger, U64_MAX, "18446744073709551615"),
                row("echo-f32", 1.5, Value::asFloat, 1.5f, "1.5"),
                row("echo-f64", 0.1, Value::asDouble, 0.1, "0.1"),
                row("echo-f64", Double.NaN, Value::asDouble, Double.NaN, "NaN"),
                row("echo-char", "😀", Value::asString, "😀", "😀"),
                row("echo-char", 'a', Value::asString, "a", "a"),
                row("echo-string", "Zoë 😀", Value::asString, "Zoë 😀", "Zoë 😀"),
                row("echo-bytes", array(1, 255), JavaValuesTest::bytes, List.of(1, -1), "[1, 255]"),
                row(
                        "echo-bytes",
                        array((byte) 1, (byte) -1),
                        v -> v.getArrayElement(1).asInt(),
                        255,
                        "[1, 255]"),
                row("echo-list", array("a", "b"), JavaValuesTest::strings, List.of("a", "b"), "[\"a\", \"b\"]"),
                row("echo-list", ProxyIterable.from(List.of("a")), JavaValuesTest::strings, List.of("a"), "[\"a\"]"),
                row("echo-list", array(), Value::getArraySize, 0L, "[]"),
                row("echo-tuple", array(1, "one"), v -> v.getArrayElement(1).asString(), "one", "[1, \"one\"]"),
                row("echo-fixed-list", array(1, 2, 3), Value::getArraySize, 3L, "[1, 2, 3]"),
                row(
                        "echo-map",
                        ProxyHashMap.from(Map.of("a", 1)),
                        v -> v.getHashValue("a").asInt(),
                        1,
                        "{\"a\": 1}"),
                row("echo-map", members("a", 1), v -> v.getHashSize(), 1L, "{\"a\": 1}"),
                row(
                        "echo-record",
                        members("full-name", "Ada", "age", 36, "tags", array()),
                        v -> v.getMember("full-name").asString()
                                + v.getMember("fullName").asString(),
                        "AdaAda",
                        "{full-name: \"Ada\", age: 36, tags: []}"),
                row(
                        "echo-record",
                        members("fullName", "Ada", "age", 36, "tags", array("x")),
                        v -> List.copyOf(v.getMemberKeys()),
                        List.of("full-name", "age", "tags"),
                        "{full-name: \"Ada\", age: 36, tags: [\"x\"]}"),
                row(
                        "echo-record",
                        ProxyHashMap.from(Map.of("full-name", "Ada", "age", 36, "tags", array())),
                        v -> v.getMember("age").asInt(),
                        36,
                        "{full-name: \"Ada\", age: 36, tags: []}"),
                row(
                        "echo-flags",
                        members("writeAll", true, "exec", false),
                        v -> v.getMember("write-all").asBoolean(),
                        true,
                        "{read: false, write-all: true, exec: false}"),
                row(
                        "echo-variant",
                        members("tag", "circle", "val", 1.5),
                        v -> v.getMember("val").asDouble(),
                        1.5,
                        "{tag: \"circle\", val: 1.5}"),
                row(
                        "echo-variant",
                        members("tag", "rect", "val", array(1.5, 2.5)),
                        v -> v.getMember("val").getArrayElement(1).asDouble(),
                        2.5,
                        "{tag: \"rect\", val: [1.5, 2.5]}"),
                row(
                        "echo-variant",
                        members("tag", "none"),
                        v -> v.getMember("tag").asString(),
                        "none",
                        "{tag: \"none\"}"),
                row("echo-enum", "dark-green", Value::asString, "dark-green", "dark-green"),
                row("echo-option", "some", Value::asString, "some", "some"),
                row("echo-option", null, Value::isNull, true, "null"),
                row(
                        "echo-nested-option",
                        members("tag", "some", "val", 1),
                        v -> v.getMember("val").asInt(),
                        1,
                        "{tag: \"some\", val: 1}"),
                row(
                        "echo-nested-option",
                        members("tag", "some", "val", null),
                        v -> v.getMember("val").isNull(),
                        true,
                        "{tag: \"some\", val: null}"),
                row("echo-nested-option", null, v -> v.getMember("tag").asString(), "none", "{tag: \"none\"}"),
                row(
                        "echo-nested-result",
                        array(members("tag", "err", "val", "e")),
                        v -> v.getArrayElement(0).getMember("val").asString(),
                        "e",
                        "[{tag: \"err\", val: \"e\"}]"));
    }

    private static List<Integer> bytes(Value buffer) {
        List<Integer> bytes = new ArrayList<>();
        for (long i = 0; i < buffer.getBufferSize(); i++) {
            bytes.add((int) buffer.readBufferByte(i));
        }
        return bytes;
    }

    private static List<String> strings(Value array) {
        return List.of(array.as(String[].class));
    }

    @ParameterizedTest
    @MethodSource("values")
    void valuesGoBothWays(String function, Object given, Function<Value, ?> view, Object expected, String displayed) {
        for (boolean returnsItsOwn : List.of(true, false)) {
            Value echo = echo(arguments -> {
                seen = arguments[0];
                return returnsItsOwn ? given : seen;
            });
            Value result = echo.invokeMember(function, given);
            assertEquals(expected, view.apply(seen), "in the host's function");
            assertEquals(displayed, seen.toString());
            assertEquals(expected, view.apply(result), "in the host");
            assertEquals(displayed, result.toString());
        }
    }

    @Test
    void aResourceOfTheHostIsTheObjectItself() {
        ProxyObject thing = members("name", "thing");
        Value result = echo(arguments -> arguments[0]).invokeMember("echo-resource", thing);
        assertSame(thing, result.asProxyObject());
    }

    @Test
    void anErrorOfAFunctionIsThrown() {
        Value echo = echo(arguments -> {
            boolean isOk = arguments[0].getMember("tag").asString().equals("ok");
            Value payload = arguments[0].getMember("val");
            if (!isOk) {
                throw new ComponentException(payload);
            }
            return payload;
        });
        assertEquals(
                7,
                echo.invokeMember("echoResult", members("tag", "ok", "val", 7)).asInt());
        PolyglotException error = assertThrows(
                PolyglotException.class, () -> echo.invokeMember("echo-result", members("tag", "err", "val", "no")));
        assertEquals("no", error.getGuestObject().asString());
        assertEquals("echo-result returned an error: no", error.getMessage());
    }

    @Test
    void objectsAreReadable() {
        Value instance = instance(arguments -> arguments[0]);
        assertEquals("component echo.wasm", component.toString());
        assertEquals("instance of echo.wasm", instance.toString());
        assertEquals("interface test:echo/echo", instance.getMember("echo").toString());
        assertEquals("function shout", instance.getMember("shout").toString());
    }

    @Test
    void functionsOfTheWorld() {
        Value instance = instance(arguments -> arguments[0].asString() + arguments[0].asString());
        assertEquals("haha", instance.invokeMember("shout", "ha").asString());
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("echo-bool", true, 1, ": expected bool, got number 1"),
                Arguments.of("echo-s8", 1, 128, ": expected s8, got number 128"),
                Arguments.of("echo-u8", 1, -1, ": expected u8, got number -1"),
                Arguments.of("echo-s16", 1, -32769, ": expected s16, got number -32769"),
                Arguments.of("echo-u16", 1, 65536, ": expected u16, got number 65536"),
                Arguments.of("echo-s32", 1, 0.5, ": expected s32, got number 0.5"),
                Arguments.of("echo-u32", 1, 1L << 32, ": expected u32, got number 4294967296"),
                Arguments.of("echo-s64", 1, U64_MAX, ": expected s64, got number 18446744073709551615"),
                Arguments.of("echo-u64", 1, -1L, ": expected u64, got number -1"),
                Arguments.of("echo-f32", 1, true, ": expected f32, got boolean true"),
                Arguments.of("echo-f64", 1, "1", ": expected f64, got string \"1\""),
                Arguments.of("echo-char", "a", "ab", ": expected char, got string \"ab\""),
                Arguments.of("echo-string", "", null, ": expected string, got null"),
                Arguments.of("echo-bytes", array(), array(1, 256), ", element 1: expected u8, got number 256"),
                Arguments.of("echo-list", array(), "a", ": expected list<string>, got string \"a\""),
                Arguments.of("echo-list", array(), array("a", 5), ", element 1: expected string, got number 5"),
                Arguments.of(
                        "echo-fixed-list", array(1, 2, 3), array(1), ": expected list<u32, 3>, got array of length 1"),
                Arguments.of("echo-tuple", array(1, ""), array(1, 2), ", element 1: expected string, got number 2"),
                Arguments.of("echo-map", members(), members("a", "b"), ", value of a: expected u32, got string \"b\""),
                Arguments.of(
                        "echo-record",
                        members("fullName", "", "age", 1, "tags", array()),
                        members("fullName", "", "age", 1),
                        ", field \"tags\": expected list<string>, but it is missing"),
                Arguments.of(
                        "echo-record",
                        members("fullName", "", "age", 1, "tags", array()),
                        members("fullName", "", "age", 1, "tags", array("a", "b", "c", 5)),
                        ", field \"tags\", element 3: expected string, got number 5"),
                Arguments.of(
                        "echo-flags", members(), members("read", 1), ", flag \"read\": expected bool, got number 1"),
                Arguments.of(
                        "echo-variant",
                        members("tag", "none"),
                        members("tag", "circle"),
                        ", case \"circle\": expected f64, but `val` is missing"),
                Arguments.of(
                        "echo-enum", "red", "purple", ": expected enum { red, dark-green }, got string \"purple\""),
                Arguments.of("echo-option", null, 1, ": expected string, got number 1"),
                Arguments.of(
                        "echo-nested-option",
                        null,
                        members("tag", "some", "val", -1),
                        ", case \"some\": expected u32, got number -1"),
                Arguments.of(
                        "echo-nested-result",
                        array(members("tag", "ok", "val", 1)),
                        array(members("tag", "ok", "val", -1)),
                        ", element 0, case \"ok\": expected u32, got number -1"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void wrongTypesAreRefused(String function, Object right, Object wrong, String message) {
        Value identity = echo(arguments -> arguments[0]);
        assertEquals(function + ": argument 1" + message, refusal(identity, function, wrong));
        identity.invokeMember(function, right); // the guest did not run, so that its instance lives on
        Value mistaken = echo(_ -> wrong);
        assertEquals("result of test:echo/echo#" + function + message, refusal(mistaken, function, right));
    }

    private static String refusal(Value echo, String function, Object argument) {
        return assertThrows(PolyglotException.class, () -> echo.invokeMember(function, argument))
                .getMessage();
    }
}
