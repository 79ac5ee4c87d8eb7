package dev.perigord.wasm.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each WIT type in Python, from a script to a component and back, and on its way through a function of the script: the same
 * as {@link JavaValuesTest}.
 */
class PythonValuesTest {
    private static Context context;

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        Source source = Echo.component(folder);
        context = Context.newBuilder("python", "wasm")
                .option("engine.WarnInterpreterOnly", "false")
                .build();
        context.getBindings("python").putMember("component", context.eval(source));
        context.getBindings("python").putMember("names", ProxyArray.fromList(List.copyOf(Echo.functions())));
        context.eval(
                "python",
                """
                class Thing:
                    def __init__(self, name):
                        self.name = name

                # Functions of the script all of which do the same.
                def instance(f):
                    return component({
                        'test:echo/echo': {name: f for name in names},
                        'test:echo/types': {},
                        'twice': lambda x: x + x,
                    })

                def echo(f):
                    return instance(f).echo

                def check_all(function, given, check):
                    seen = []
                    for result in [lambda x: x, lambda x: given]:
                        def host(x):
                            seen.append(check(x))
                            return result(x)
                        seen.append(check(getattr(echo(host), function)(given)))
                    return str(seen)
                """);
    }

    @AfterAll
    static void close() {
        context.close();
    }

    private static Value python(String text) {
        return context.eval("python", text);
    }

    /** A function in camelCase, what it takes, and what is true of what it gives. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        echoBool         | True                                         | x is True
        echoS8           | -128                                         | x == -128
        echoU8           | 255                                          | x == 255
        echoS16          | -32768                                       | x == -32768
        echoU16          | 65535                                        | x == 65535
        echoS32          | -2147483648                                  | x == -2147483648
        echoU32          | 4294967295                                   | x == 4294967295
        echoS64          | -9223372036854775808                         | x == -9223372036854775808
        echoU64          | 18446744073709551615                         | x == 18446744073709551615
        echoF32          | 1.5                                          | x == 1.5
        echoF64          | 0.1                                          | x == 0.1
        echoF64          | float('nan')                                 | x != x
        echoChar         | '😀'                                         | x == '😀'
        echoString       | 'Zoë 😀'                                     | x == 'Zoë 😀' and len(x) == 5
        echoBytes        | bytes([1, 255])                              | len(x) == 2 and x[1] == 255
        echoBytes        | [1, 255]                                     | list(x) == [1, 255]
        echoList         | ['a', 'b']                                   | list(x) == ['a', 'b']
        echoList         | {'a'}                                        | len(x) == 1 and x[0] == 'a'
        echoTuple        | (1, 'one')                                   | tuple(x) == (1, 'one')
        echoFixedList    | [1, 2, 3]                                    | list(x) == [1, 2, 3]
        echoMap          | {'a': 1}                                     | x['a'] == 1
        echoRecord       | {'fullName': 'Ada', 'age': 36, 'tags': []}   | x.fullName == 'Ada' and x.age == 36 and len(x.tags) == 0
        echoRecord       | {'full-name': 'Ada', 'age': 3, 'tags': ['']} | getattr(x, 'full-name') == 'Ada'
        echoFlags        | {'write-all': True}                          | x.writeAll is True and x.read is False
        echoVariant      | {'tag': 'rect', 'val': (1.5, 2)}             | x.tag == 'rect' and x.val[0] == 1.5
        echoVariant      | {'tag': 'none'}                              | x.tag == 'none' and not hasattr(x, 'val')
        echoEnum         | 'dark-green'                                 | x == 'dark-green'
        echoOption       | 'some'                                       | x == 'some'
        echoOption       | None                                         | x is None
        echoNestedOption | {'tag': 'some', 'val': None}                 | x.tag == 'some' and x.val is None
        echoNestedResult | [{'tag': 'err', 'val': 'e'}]                 | x[0].tag == 'err' and x[0].val == 'e'
        echoResource     | Thing('thing')                               | x.name == 'thing' and isinstance(x, Thing)
        """)
    void valuesGoBothWays(String function, String given, String check) {
        Value seen = python("check_all('%s', %s, lambda x: %s)".formatted(function, given, check));
        assertEquals("[True, True, True, True]", seen.asString());
    }

    @Test
    void namesInKebabCase() {
        assertEquals(1, python("getattr(echo(lambda x: x), 'echo-u8')(1)").asInt());
        assertEquals("haha", python("instance(lambda x: x).shout('ha')").asString());
    }

    @Test
    void listsAndMapsAreIterated() {
        assertEquals(
                "['A', 'B']",
                python("str([x.upper() for x in echo(lambda x: x).echoList(['a', 'b'])])")
                        .asString());
        assertEquals(
                6, python("sum(echo(lambda x: x).echoBytes(bytes([1, 2, 3])))").asInt());
        assertEquals(
                "['a', 'b']",
                python("str(sorted(key for key in echo(lambda x: x).echoMap({'a': 1, 'b': 2})))")
                        .asString());
    }

    @Test
    void resourcesOfTheGuestAreObjects() {
        context.getBindings("python").putMember("counting", context.eval(Texts.source("counters.wat")));
        python(
                """
                counters = counting().counters
                counter = counters.Counter(5)
                other = counters.Counter(2)
                """);
        assertEquals(6, python("counter.inc()").asInt());
        assertEquals(
                "True False",
                python("f'{isinstance(counter, counters.Counter)} {isinstance(7, counters.Counter)}'")
                        .asString());
        assertEquals("resource counter", python("str(counter)").asString());
        assertEquals("resource type counter", python("str(counters.Counter)").asString());
        assertEquals(9, python("counters.Counter.add(counter, other).inc()").asInt());
        assertEquals("the resource was dropped or passed on before", refusal("counter.inc()"));
        assertEquals(
                "counter.add: argument 2: expected own<counter>, got number 7",
                refusal("counters.Counter.add(counters.Counter(1), 7)"));
    }

    @Test
    void anErrorOfAFunctionIsThrown() {
        python(
                """
                class No(Exception):
                    def __init__(self, payload):
                        self.payload = payload

                def result(x):
                    if x.tag == 'ok':
                        return x.val
                    raise No(x.val)

                def error():
                    try:
                        echo(result).echoResult({'tag': 'err', 'val': 'no'})
                    except BaseException as e:
                        return str(e)
                """);
        assertEquals(
                7, python("echo(result).echoResult({'tag': 'ok', 'val': 7})").asInt());
        assertEquals("no", python("error()").asString());
    }

    @Test
    void objectsAreReadable() {
        assertEquals(
                "{full-name: \"Ada\", age: 36, tags: [\"x\"]}",
                python("str(echo(lambda x: x).echoRecord({'fullName': 'Ada', 'age': 36, 'tags': ['x']}))")
                        .asString());
        assertEquals(
                "interface test:echo/echo", python("str(echo(lambda x: x))").asString());
        assertEquals("function echo-u8", python("str(echo(lambda x: x).echoU8)").asString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        bool          | True                | 1                  | : expected bool, got number 1
        s8            | 1                   | 128                | : expected s8, got number 128
        u8            | 1                   | 256                | : expected u8, got number 256
        s16           | 1                   | -32769             | : expected s16, got number -32769
        u16           | 1                   | -1                 | : expected u16, got number -1
        s32           | 1                   | 0.5                | : expected s32, got number 0.5
        u32           | 1                   | 2 ** 32            | : expected u32, got number 4294967296
        s64           | 1                   | 2 ** 63            | : expected s64, got number 9223372036854775808
        u64           | 1                   | -1                 | : expected u64, got number -1
        u64           | 1                   | 2 ** 64            | : expected u64, got number 18446744073709551616
        f32           | 1                   | '1'                | : expected f32, got string "1"
        f64           | 1                   | None               | : expected f64, got null
        char          | 'a'                 | 'ab'               | : expected char, got string "ab"
        string        | ''                  | None               | : expected string, got null
        bytes         | []                  | [1, 256]           | , element 1: expected u8, got number 256
        list          | []                  | 'a'                | : expected list<string>, got string "a"
        list          | []                  | ['a', 5]           | , element 1: expected string, got number 5
        tuple         | (1, '')             | (1, 2)             | , element 1: expected string, got number 2
        fixed-list    | [1, 2, 3]           | [1]                | : expected list<u32, 3>, got array of length 1
        map           | {}                  | {'a': 'b'}         | , value of a: expected u32, got string "b"
        record        | {'fullName': '', 'age': 1, 'tags': []} | {'fullName': '', 'age': 1, 'tags': [5]} | , field "tags", element 0: expected string, got number 5
        record        | {'fullName': '', 'age': 1, 'tags': []} | {'fullName': '', 'age': 1} | , field "tags": expected list<string>, but it is missing
        flags         | {}                  | {'read': 1}        | , flag "read": expected bool, got number 1
        variant       | {'tag': 'none'}     | {'tag': 'circle'}  | , case "circle": expected f64, but `val` is missing
        enum          | 'red'               | 'purple'           | : expected enum { red, dark-green }, got string "purple"
        option        | None                | 1                  | : expected string, got number 1
        nested-option | None                | {'tag': 'some', 'val': -1}   | , case "some": expected u32, got number -1
        nested-result | [{'tag': 'ok', 'val': 1}] | [{'tag': 'ok', 'val': -1}] | , element 0, case "ok": expected u32, got number -1
        """)
    void wrongTypesAreRefused(String type, String right, String wrong, String message) {
        assertEquals(
                "echo-" + type + ": argument 1" + message,
                refusal("getattr(echo(lambda x: x), 'echo-%s')(%s)".formatted(type, wrong)));
        assertEquals(
                "result of test:echo/echo#echo-" + type + message,
                refusal("getattr(echo(lambda x: %s), 'echo-%s')(%s)".formatted(wrong, type, right)));
    }

    private static String refusal(String text) {
        return assertThrows(PolyglotException.class, () -> python(text)).getMessage();
    }
}
