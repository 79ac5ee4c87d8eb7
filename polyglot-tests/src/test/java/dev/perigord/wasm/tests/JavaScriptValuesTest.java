package dev.perigord.wasm.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each WIT type in JavaScript, from a script to a component and back, and on its way through a function of the script: the
 * same as {@link JavaValuesTest}.
 */
class JavaScriptValuesTest {
    private static Context context;

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        Source source = Echo.component(folder);
        context = Context.newBuilder("js", "wasm")
                .option("engine.WarnInterpreterOnly", "false")
                .build();
        context.getBindings("js").putMember("component", context.eval(source));
        context.getBindings("js").putMember("names", ProxyArray.fromList(List.copyOf(Echo.functions())));
        js(
                """
            /** Functions of the script all of which do the same. */
            function host(f) {
                return Object.fromEntries(Array.from(names).map(name => [name, f]));
            }

            function instance(f) {
                return new component({'test:echo/echo': host(f), 'test:echo/types': {}, twice: x => x + x});
            }

            function echo(f) {
                return instance(f).echo;
            }
            """);
    }

    @AfterAll
    static void close() {
        context.close();
    }

    private static Value js(String text) {
        return context.eval("js", text);
    }

    /** A function in camelCase, what it takes, and what is true of what it gives. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        echoBool         | true                                         | x === true
        echoS8           | -128                                         | x === -128
        echoU8           | 255                                          | x === 255
        echoS16          | -32768                                       | x === -32768
        echoU16          | 65535                                        | x === 65535
        echoS32          | -2147483648                                  | x === -2147483648
        echoU32          | 4294967295                                   | x == 4294967295
        echoS64          | -9223372036854775808n                        | BigInt(x) === -9223372036854775808n
        echoS64          | 7                                            | x == 7
        echoU64          | 18446744073709551615n                        | BigInt(x) === 18446744073709551615n
        echoF32          | 1.5                                          | x === 1.5
        echoF64          | 0.1                                          | x === 0.1
        echoF64          | NaN                                          | Number.isNaN(x)
        echoChar         | '😀'                                         | x === '😀'
        echoString       | 'Zoë 😀'                                     | x === 'Zoë 😀' && x.length === 6
        echoBytes        | new Uint8Array([1, 255])                     | x.length === 2 && x[1] === 255
        echoBytes        | [1, 255]                                     | Array.from(x).join() === '1,255'
        echoList         | ['a', 'b']                                   | [...x].join() === 'a,b'
        echoList         | new Set(['a', 'b'])                          | x.length === 2 && x[1] === 'b'
        echoTuple        | [1, 'one']                                   | (([number, name]) => number === 1 && name === 'one')(x)
        echoFixedList    | [1, 2, 3]                                    | Array.from(x).join() === '1,2,3'
        echoMap          | new Map([['a', 1]])                          | new Map(x).get('a') === 1
        echoMap          | ({a: 1})                                     | Array.from(x).length === 1
        echoRecord       | ({fullName: 'Ada', age: 36, tags: ['x']})    | x.fullName === 'Ada' && x['full-name'] === 'Ada' && x.tags[0] === 'x'
        echoRecord       | ({'full-name': 'Ada', age: 36, tags: []})    | Object.keys(x).join() === 'full-name,age,tags'
        echoFlags        | ({writeAll: true})                           | x.writeAll === true && x.read === false
        echoVariant      | ({tag: 'rect', val: [1.5, 2]})               | x.tag === 'rect' && x.val[0] === 1.5
        echoVariant      | ({tag: 'none'})                              | x.tag === 'none' && x.val === undefined
        echoEnum         | 'dark-green'                                 | x === 'dark-green'
        echoOption       | 'some'                                       | x === 'some'
        echoOption       | undefined                                    | x == null
        echoOption       | null                                         | x == null
        echoNestedOption | ({tag: 'some', val: undefined})              | x.tag === 'some' && x.val == null
        echoNestedResult | [{tag: 'err', val: 'e'}]                     | x[0].tag === 'err' && x[0].val === 'e'
        echoResource     | ({name: 'thing'})                            | x.name === 'thing'
        """)
    void valuesGoBothWays(String function, String given, String check) {
        Value ok = js(
                """
                (() => {
                    const given = %s;
                    const check = x => %s;
                    const seen = [];
                    for (const result of [x => x, x => given]) {
                        seen.push(check(echo(x => { seen.push(check(x)); return result(x); }).%s(given)));
                    }
                    return seen.join();
                })()
                """
                        .formatted(given, check, function));
        assertEquals("true,true,true,true", ok.asString());
    }

    @Test
    void namesInKebabCase() {
        assertEquals(1, js("echo(x => x)['echo-u8'](1)").asInt());
        assertEquals("haha", js("instance(x => x).shout('ha')").asString());
    }

    @Test
    void aResourceOfTheScriptIsTheObjectItself() {
        assertTrue(
                js("(thing => echo(x => x).echoResource(thing) === thing)({})").asBoolean());
    }

    @Test
    void listsAndMapsAreIterated() {
        assertEquals(
                "A,B",
                js("let text = []; for (const x of echo(x => x).echoList(['a', 'b'])) { text.push(x.toUpperCase()); } text.join()")
                        .asString());
        assertEquals(
                6,
                js("let sum = 0; for (const x of echo(x => x).echoBytes([1, 2, 3])) { sum += x; } sum")
                        .asInt());
        assertEquals(
                "a=1,b=2",
                js("[...echo(x => x).echoMap({a: 1, b: 2})].map(([key, value]) => `${key}=${value}`).join()")
                        .asString());
    }

    @Test
    void resourcesOfTheGuestAreObjects() {
        context.getBindings("js").putMember("counting", context.eval(Texts.source("counters.wat")));
        js("const {counters} = new counting(); const counter = new counters.Counter(5);");
        assertEquals(6, js("counter.inc()").asInt());
        assertEquals(
                "true false",
                js("`${counter instanceof counters.Counter} ${({}) instanceof counters.Counter}`")
                        .asString());
        assertEquals("resource counter", js("counter").toString());
        assertEquals("resource type counter", js("counters.Counter").toString());
        assertEquals(
                9,
                js("counters.Counter.add(counter, new counters.Counter(2)).inc()")
                        .asInt());
        assertEquals("the resource was dropped or passed on before", refusal("counter.inc()"));
        assertEquals(
                "counter.add: argument 2: expected own<counter>, got number 7",
                refusal("counters.Counter.add(new counters.Counter(1), 7)"));
    }

    @Test
    void anErrorOfAFunctionIsThrown() {
        js("const results = echo(x => { if (x.tag === 'ok') { return x.val; } throw x.val; })");
        assertEquals(7, js("results.echoResult({tag: 'ok', val: 7})").asInt());
        assertEquals(
                "no",
                js("try { results.echoResult({tag: 'err', val: 'no'}) } catch (e) { `${e}` }")
                        .asString());
    }

    @Test
    void objectsAreReadable() {
        assertEquals(
                "{full-name: \"Ada\", age: 36, tags: [\"x\"]}",
                js("echo(x => x).echoRecord({fullName: 'Ada', age: 36, tags: ['x']})")
                        .toString());
        assertEquals("interface test:echo/echo", js("echo(x => x)").toString());
        assertEquals("function echo-u8", js("echo(x => x).echoU8").toString());
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("Bool", "true", "1", ": expected bool, got number 1"),
                Arguments.of("S8", "1", "128", ": expected s8, got number 128"),
                Arguments.of("U8", "1", "256", ": expected u8, got number 256"),
                Arguments.of("S16", "1", "-32769", ": expected s16, got number -32769"),
                Arguments.of("U16", "1", "-1", ": expected u16, got number -1"),
                Arguments.of("S32", "1", "0.5", ": expected s32, got number 0.5"),
                Arguments.of("U32", "1", "2 ** 32", ": expected u32, got number 4294967296"),
                Arguments.of("S64", "1", "2n ** 63n", ": expected s64, got number 9223372036854775808"),
                Arguments.of("U64", "1", "-1n", ": expected u64, got number -1"),
                Arguments.of("F32", "1", "'1'", ": expected f32, got string \"1\""),
                Arguments.of("F64", "1", "null", ": expected f64, got null"),
                Arguments.of("Char", "'a'", "'ab'", ": expected char, got string \"ab\""),
                Arguments.of("String", "''", "undefined", ": expected string, got null"),
                Arguments.of("Bytes", "[]", "[1, 256]", ", element 1: expected u8, got number 256"),
                Arguments.of("List", "[]", "'a'", ": expected list<string>, got string \"a\""),
                Arguments.of("List", "[]", "['a', 5]", ", element 1: expected string, got number 5"),
                Arguments.of("FixedList", "[1, 2, 3]", "[1]", ": expected list<u32, 3>, got array of length 1"),
                Arguments.of("Map", "({})", "({a: 'b'})", ", value of a: expected u32, got string \"b\""),
                Arguments.of("Tuple", "[1, '']", "[1, 2]", ", element 1: expected string, got number 2"),
                Arguments.of(
                        "Record",
                        "({fullName: '', age: 1, tags: []})",
                        "({fullName: '', age: 1})",
                        ", field \"tags\": expected list<string>, but it is missing"),
                Arguments.of(
                        "Record",
                        "({fullName: '', age: 1, tags: []})",
                        "({fullName: '', age: 1, tags: [5]})",
                        ", field \"tags\", element 0: expected string, got number 5"),
                Arguments.of("Flags", "({})", "({read: 1})", ", flag \"read\": expected bool, got number 1"),
                Arguments.of(
                        "Variant",
                        "({tag: 'none'})",
                        "({tag: 'circle'})",
                        ", case \"circle\": expected f64, but `val` is missing"),
                Arguments.of("Enum", "'red'", "'purple'", ": expected enum { red, dark-green }, got string \"purple\""),
                Arguments.of("Option", "null", "1", ": expected string, got number 1"),
                Arguments.of(
                        "NestedOption",
                        "null",
                        "({tag: 'some', val: -1})",
                        ", case \"some\": expected u32, got number -1"),
                Arguments.of(
                        "NestedResult",
                        "[{tag: 'ok', val: 1}]",
                        "[{tag: 'ok', val: -1}]",
                        ", element 0, case \"ok\": expected u32, got number -1"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void wrongTypesAreRefused(String type, String right, String wrong, String message) {
        String function = "echo" + type.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        assertEquals(function + ": argument 1" + message, refusal("echo(x => x).echo%s(%s)".formatted(type, wrong)));
        assertEquals(
                "result of test:echo/echo#" + function + message,
                refusal("echo(x => (%s)).echo%s(%s)".formatted(wrong, type, right)));
    }

    private static String refusal(String text) {
        return assertThrows(PolyglotException.class, () -> js(text)).getMessage();
    }
}
