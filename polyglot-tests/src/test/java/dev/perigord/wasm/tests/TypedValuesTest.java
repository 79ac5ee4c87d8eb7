package dev.perigord.wasm.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.perigord.wasm.embedding.Bindings;
import dev.perigord.wasm.embedding.ComponentException;
import dev.perigord.wasm.embedding.Result;
import dev.perigord.wasm.embedding.WasmHostAccess;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.TypeLiteral;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each WIT type as a Java type, from Java to a component and back, and on its way through an object of Java that implements
 * the interface that the component imports: the same as {@link JavaValuesTest}.
 */
class TypedValuesTest {
    private static final BigInteger U64_MAX = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);

    /** A record. */
    public record Person(String fullName, long age, List<String> tags) {}

    /** A tuple. */
    public record Numbered(long number, String name) {}

    /** Flags. */
    public enum Permission {
        READ,
        WRITE_ALL,
        EXEC
    }

    /** An enum. */
    public enum Color {
        RED,
        DARK_GREEN
    }

    /** A variant. */
    public sealed interface Shape {
        /** Its case circle. */
        record Circle(double radius) implements Shape {}

        /** Its case rect: a tuple is its payload. */
        record Rect(double width, double height) implements Shape {}

        /** Its case named. */
        record Named(String name) implements Shape {}

        /** Its case none. */
        record None() implements Shape {}
    }

    /** A resource of the host. */
    public static final class Thing {}

    /** The WIT interface echo: what the component exports, and what it imports. */
    public interface Functions {
        @HostAccess.Export
        boolean echoBool(boolean x);

        @HostAccess.Export
        byte echoS8(byte x);

        @HostAccess.Export
        int echoU8(int x);

        @HostAccess.Export
        short echoS16(short x);

        @HostAccess.Export
        int echoU16(int x);

        @HostAccess.Export
        int echoS32(int x);

        @HostAccess.Export
        long echoU32(long x);

        @HostAccess.Export
        long echoS64(long x);

        @HostAccess.Export
        BigInteger echoU64(BigInteger x);

        @HostAccess.Export
        float echoF32(float x);

        @HostAccess.Export
        double echoF64(double x);

        @HostAccess.Export
        String echoChar(String x);

        @HostAccess.Export
        String echoString(String x);

        @HostAccess.Export
        byte[] echoBytes(byte[] x);

        @HostAccess.Export
        List<String> echoList(List<String> x);

        @HostAccess.Export
        Numbered echoTuple(Numbered x);

        @HostAccess.Export
        int[] echoFixedList(int[] x);

        @HostAccess.Export
        Map<String, Long> echoMap(Map<String, Long> x);

        @HostAccess.Export
        Person echoRecord(Person x);

        @HostAccess.Export
        Set<Permission> echoFlags(Set<Permission> x);

        @HostAccess.Export
        Shape echoVariant(Shape x);

        @HostAccess.Export
        Color echoEnum(Color x);

        @HostAccess.Export
        Optional<String> echoOption(Optional<String> x);

        @HostAccess.Export
        Optional<Optional<Integer>> echoNestedOption(Optional<Optional<Integer>> x);

        @HostAccess.Export
        Long echoResult(Result<Long, String> x) throws ComponentException;

        @HostAccess.Export
        List<Result<Long, String>> echoNestedResult(List<Result<Long, String>> x);

        @HostAccess.Export
        Thing echoResource(Thing x);
    }

    private static Context context;
    private static Value component;

    private Value echo;
    private Functions functions;

    /** What the host's function got. */
    private Object seen;

    /** What the host's function returns instead of it, if not null. */
    private Object mistake;

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        Source source = Echo.component(folder);
        HostAccess access = WasmHostAccess.builder()
                .bind(Functions.class, Person.class, Shape.class, Color.class)
                .build();
        context = Context.newBuilder("wasm").allowHostAccess(access).build();
        component = context.eval(source);
    }

    @AfterAll
    static void close() {
        context.close();
    }

    @BeforeEach
    void instantiate() {
        Map<String, Object> imports =
                Map.of("test:echo/echo", host(Functions.class), "types", Map.of(), "twice", (ProxyExecutable)
                        arguments -> arguments[0]);
        echo = component.newInstance(Bindings.toGuest(imports)).getMember("echo");
        functions = echo.as(Functions.class);
    }

    /** An object of Java all of whose methods do the same. */
    private <T> T host(Class<T> type) {
        InvocationHandler echoing = (_, _, arguments) -> {
            seen = arguments[0];
            return mistake != null
                    ? mistake
                    : switch (seen) {
                        case Result.Ok<?, ?>(Object value) -> value;
                        case Result.Err<?, ?>(Object error) -> throw new ComponentException(error);
                        default -> seen;
                    };
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, echoing));
    }

    private static <T> Arguments row(T value, BiFunction<Functions, T, T> function) {
        return Arguments.of(value, function);
    }

    static Stream<Arguments> values() {
        return Stream.of(
                row(true, Functions::echoBool),
                row(Byte.MIN_VALUE, Functions::echoS8),
                row(255, Functions::echoU8),
                row(Short.MIN_VALUE, Functions::echoS16),
                row(65535, Functions::echoU16),
                row(Integer.MIN_VALUE, Functions::echoS32),
                row(4294967295L, Functions::echoU32),
                row(Long.MIN_VALUE, Functions::echoS64),
                row(U64_MAX, Functions::echoU64),
                row(BigInteger.ONE, Functions::echoU64),
                row(1.5f, Functions::echoF32),
                row(Double.NaN, Functions::echoF64),
                row("😀", Functions::echoChar),
                row("Zoë 😀", Functions::echoString),
                row(List.of("a", "b"), Functions::echoList),
                row(new Numbered(1, "one"), Functions::echoTuple),
                row(Map.of("a", 1L, "b", 2L), Functions::echoMap),
                row(new Person("Ada", 36, List.of("poet")), Functions::echoRecord),
                row(Set.of(Permission.WRITE_ALL, Permission.EXEC), Functions::echoFlags),
                row(new Shape.Circle(1.5), Functions::echoVariant),
                row(new Shape.Rect(1.5, 2.5), Functions::echoVariant),
                row(new Shape.Named("x"), Functions::echoVariant),
                row(new Shape.None(), Functions::echoVariant),
                row(Color.DARK_GREEN, Functions::echoEnum),
                row(Optional.of("some"), Functions::echoOption),
                row(Optional.empty(), Functions::echoOption),
                row(Optional.of(Optional.of(1)), Functions::echoNestedOption),
                row(Optional.of(Optional.empty()), Functions::echoNestedOption),
                row(Optional.empty(), Functions::echoNestedOption),
                row(List.of(new Result.Ok<>(1L)), Functions::echoNestedResult),
                row(List.of(new Result.Err<>("e")), Functions::echoNestedResult));
    }

    @ParameterizedTest
    @MethodSource("values")
    <T> void valuesGoBothWays(T value, BiFunction<Functions, T, T> function) {
        assertEquals(value, function.apply(functions, value), "in the host");
        assertEquals(value, seen, "in the host's function");
    }

    @Test
    void arraysGoBothWays() {
        assertArrayEquals(new byte[] {1, -1}, functions.echoBytes(new byte[] {1, -1}));
        assertArrayEquals(new byte[] {1, -1}, (byte[]) seen);
        assertArrayEquals(new int[] {1, 2, 3}, functions.echoFixedList(new int[] {1, 2, 3}));
        assertArrayEquals(new int[] {1, 2, 3}, (int[]) seen);
    }

    @Test
    void aResourceOfTheHostIsTheObjectItself() {
        Thing thing = new Thing();
        assertSame(thing, functions.echoResource(thing));
        assertSame(thing, seen);
    }

    @Test
    void anErrorOfAFunctionIsThrown() {
        assertEquals(7, functions.echoResult(new Result.Ok<>(7L)));
        ComponentException error =
                assertThrows(ComponentException.class, () -> functions.echoResult(new Result.Err<>("no")));
        assertEquals("no", error.payload(String.class));
    }

    @Test
    void functionsAreFunctionsOfJava() {
        Function<String, String> identity = echo.getMember("echo-string").as(new TypeLiteral<>() {});
        assertEquals("Ada", identity.apply("Ada"));
    }

    @Test
    void resultsAsBoundTypes() {
        Object ada = Bindings.toGuest(new Person("Ada", 36, List.of()));
        assertEquals(
                new Person("Ada", 36, List.of()),
                echo.invokeMember("echoRecord", ada).as(Person.class));
        Object circle = Bindings.toGuest(new Shape.Circle(1));
        assertEquals(
                new Shape.Circle(1), echo.invokeMember("echo-variant", circle).as(Shape.class));
        assertEquals(Color.RED, echo.invokeMember("echo-enum", "red").as(Color.class));
    }

    private static <T> Arguments mistake(
            String function, BiFunction<Functions, T, T> call, T right, T wrong, String message) {
        return Arguments.of(function, call, right, wrong, message);
    }

    /** What the type of Java has room for and that of WIT has not. */
    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("echo-u8", Functions::echoU8, 1, 256, ": expected u8, got number 256"),
                mistake("echo-u16", Functions::echoU16, 1, -1, ": expected u16, got number -1"),
                mistake("echo-u32", Functions::echoU32, 1L, -1L, ": expected u32, got number -1"),
                mistake(
                        "echo-u64",
                        Functions::echoU64,
                        U64_MAX,
                        U64_MAX.add(BigInteger.ONE),
                        ": expected u64, got number 18446744073709551616"),
                mistake("echo-char", Functions::echoChar, "a", "", ": expected char, got string \"\""),
                mistake(
                        "echo-list",
                        Functions::echoList,
                        List.of(),
                        Arrays.asList("a", null),
                        ", element 1: expected string, got null"),
                mistake(
                        "echo-tuple",
                        Functions::echoTuple,
                        new Numbered(1, ""),
                        new Numbered(-1, ""),
                        ", element 0: expected u32, got number -1"),
                mistake(
                        "echo-map",
                        Functions::echoMap,
                        Map.of(),
                        Map.of("a", -1L),
                        ", value of a: expected u32, got number -1"),
                mistake(
                        "echo-record",
                        Functions::echoRecord,
                        new Person("", 1, List.of()),
                        new Person("", -1, List.of()),
                        ", field \"age\": expected u32, got number -1"),
                mistake(
                        "echo-variant",
                        Functions::echoVariant,
                        new Shape.None(),
                        new Shape.Named(null),
                        ", case \"named\": expected string, got null"),
                mistake(
                        "echo-nested-option",
                        Functions::echoNestedOption,
                        Optional.empty(),
                        Optional.of(Optional.of(-1)),
                        ", case \"some\": expected u32, got number -1"),
                mistake(
                        "echo-nested-result",
                        Functions::echoNestedResult,
                        List.of(new Result.Ok<>(1L)),
                        List.of(new Result.Ok<>(-1L)),
                        ", element 0, case \"ok\": expected u32, got number -1"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    <T> void wrongValuesAreRefused(
            String name, BiFunction<Functions, T, T> function, T right, T wrong, String message) {
        assertEquals(name + ": argument 1" + message, refusal(() -> function.apply(functions, wrong)));
        assertDoesNotThrow(
                () -> function.apply(functions, right), "the guest did not run, so that its instance lives on");
        mistake = wrong;
        assertEquals("result of test:echo/echo#" + name + message, refusal(() -> function.apply(functions, right)));
    }

    private static String refusal(Supplier<?> call) {
        return assertThrows(PolyglotException.class, call::get).getMessage();
    }

    /** An interface that is not the component's. */
    private interface Mistaken {
        int echoString(String x);

        Person echoTuple(Numbered x);

        Color echoEnum(String x);
    }

    @Test
    void wrongTypesOfJavaAreExplained() {
        Mistaken mistaken = Bindings.toJava(echo, Mistaken.class);
        assertEquals(
                "result of Mistaken.echoString: expected int, got text",
                assertThrows(ClassCastException.class, () -> mistaken.echoString("text"))
                        .getMessage());
        assertEquals(
                "result of Mistaken.echoTuple: expected Person, got [1, \"one\"]",
                assertThrows(ClassCastException.class, () -> mistaken.echoTuple(new Numbered(1, "one")))
                        .getMessage());
        assertEquals(Color.DARK_GREEN, mistaken.echoEnum("dark-green"));
    }
}
