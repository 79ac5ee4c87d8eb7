package dev.perigord.wasm.tests;

import static dev.perigord.wasm.tests.Guests.guest;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigord.wasm.embedding.Bindings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A component, made of JavaScript, with nothing but {@code org.graalvm.polyglot}: once without WASI, and once with imports
 * of WASI and built-ins of the asynchronous ABI. Two of its functions have faults of
 * their own and are not called: {@code sum}, which returns a Number where a bigint is due, and {@code merge}, which
 * panics.
 */
@ParameterizedClass
@ValueSource(strings = {"js-demo-qjs-sync-stub.component.wasm", "js-demo-qjs.component.wasm"})
class ComponentFromJavaTest {
    @Parameter
    private String file;

    private final List<String> logged = new ArrayList<>();
    private Context context;
    private Value component;
    private Value api;

    /** The imports as a Java object: what is exported to guests is what they can call. */
    public final class Host {
        /** Function {@code log} of the WIT interface. */
        @HostAccess.Export
        public void log(String message) {
            logged.add(message);
        }

        /** Function {@code lookup} of the WIT interface. */
        @HostAccess.Export
        public Optional<String> lookup(String key) {
            return key.equals("Ada") ? Optional.of("Countess of Lovelace") : Optional.empty();
        }
    }

    @BeforeEach
    void open() throws IOException {
        Source source = Source.newBuilder("wasm", guest(file).toFile()).build();
        context = Context.create("wasm");
        component = context.eval(source);
        Map<String, Object> imports = Map.of("test:demo/host@0.1.0", new Host());
        api = component.newInstance(Bindings.toGuest(imports)).getMember("api");
    }

    @AfterEach
    void close() {
        if (context != null) {
            context.close();
        }
    }

    @Test
    void importsAsAJavaObject() {
        assertEquals(
                "Hello, Ada! Countess of Lovelace",
                api.invokeMember("greet", "Ada").asString());
        assertEquals("Hello, Bob! ?", api.invokeMember("greet", "Bob").asString());
        assertEquals(List.of("greet Ada", "greet Bob"), logged);
    }

    @Test
    void importsAsProxies() {
        ProxyExecutable log = arguments -> {
            logged.add("logged " + arguments[0].asString());
            return null;
        };
        ProxyExecutable lookup = arguments -> arguments[0].asString().length();
        ProxyExecutable wrong = lookup;
        ProxyExecutable right =
                arguments -> String.valueOf(arguments[0].asString().length());
        for (String name : List.of("test:demo/host@0.1.0", "test:demo/host@0.1.7", "test:demo/host", "host")) {
            ProxyObject imports =
                    ProxyObject.fromMap(Map.of(name, ProxyObject.fromMap(Map.of("log", log, "lookup", right))));
            Value greeting = component.newInstance(imports).getMember("api").invokeMember("greet", "Ada");
            assertEquals("Hello, Ada! 3", greeting.asString(), name);
        }
        ProxyObject imports =
                ProxyObject.fromMap(Map.of("host", ProxyObject.fromMap(Map.of("log", log, "lookup", wrong))));
        Value refused = component.newInstance(imports).getMember("api");
        PolyglotException failure = assertThrows(PolyglotException.class, () -> refused.invokeMember("greet", "Ada"));
        assertEquals("result of test:demo/host@0.1.0#lookup: expected string, got number 3", failure.getMessage());
    }

    @Test
    void missingImportsAreNamed() {
        PolyglotException failure = assertThrows(PolyglotException.class, () -> component.newInstance());
        assertTrue(failure.getMessage().contains("test:demo/host@0.1.0"), failure.getMessage());
        ProxyObject half = ProxyObject.fromMap(Map.of("host", ProxyObject.fromMap(Map.of())));
        failure = assertThrows(PolyglotException.class, () -> component.newInstance(half));
        assertTrue(failure.getMessage().contains("log"), failure.getMessage());
    }

    @Test
    void interfacesHaveLongAndShortNames() {
        Value instance = component.newInstance(Bindings.toGuest(Map.of("host", new Host())));
        for (String name : List.of("test:demo/api@0.1.0", "test:demo/api", "api")) {
            assertEquals(
                    "green",
                    instance.getMember(name).invokeMember("next", "red").asString(),
                    name);
        }
        assertTrue(instance.getMemberKeys().contains("test:demo/api@0.1.0"));
    }

    @Test
    void recordsAndLists() {
        ProxyObject ada = ProxyObject.fromMap(
                Map.of("name", "Ada", "age", 36, "tags", ProxyArray.fromArray("poet", "programmer")));
        Value older = api.invokeMember("older", ada, 4);
        assertEquals("Ada", older.getMember("name").asString());
        assertEquals(40, older.getMember("age").asInt());
        assertEquals(
                List.of("poet", "programmer", "older"),
                List.of(older.getMember("tags").as(String[].class)));
    }

    @Test
    void bytesAreABufferAndAnArray() {
        Value reversed = api.invokeMember("bytes", ProxyArray.fromArray(1, 2, 255));
        assertTrue(reversed.hasBufferElements());
        byte[] bytes = new byte[3];
        reversed.readBuffer(0, bytes, 0, 3);
        assertArrayEquals(new byte[] {-1, 2, 1}, bytes);
        assertEquals(255, reversed.getArrayElement(0).asInt());
    }

    @Test
    void variantsAndOptions() {
        ProxyObject circle = ProxyObject.fromMap(Map.of("tag", "circle", "val", 1.0));
        assertEquals(Math.PI, api.invokeMember("area", circle).asDouble());
        ProxyObject rectangle = ProxyObject.fromMap(Map.of("tag", "rect", "val", ProxyArray.fromArray(2.0, 3.5)));
        assertEquals(7.0, api.invokeMember("area", rectangle).asDouble());
        assertTrue(api.invokeMember("area", ProxyObject.fromMap(Map.of("tag", "none")))
                .isNull());
    }

    @Test
    void enumsAndFlags() {
        assertEquals("green", api.invokeMember("next", "red").asString());
        assertEquals("red", api.invokeMember("next", "blue").asString());
        Value toggled = api.invokeMember("toggle", ProxyObject.fromMap(Map.of("write", true)));
        assertTrue(toggled.getMember("read").asBoolean());
        assertFalse(toggled.getMember("write").asBoolean());
        assertTrue(toggled.getMember("exec").asBoolean());
    }

    @Test
    void anErrorIsAnExceptionWithThePayload() {
        assertEquals(3, api.invokeMember("div", 7, 2).asInt());
        PolyglotException error = assertThrows(PolyglotException.class, () -> api.invokeMember("div", 1, 0));
        assertTrue(error.isGuestException());
        assertFalse(error.isInternalError());
        assertEquals("division by zero", error.getGuestObject().asString());
        assertEquals("div returned an error: division by zero", error.getMessage());
        assertEquals(4, api.invokeMember("div", 8, 2).asInt(), "an error is no trap: the instance lives on");
    }

    @Test
    void resourcesAreMadeUsedAndDropped() {
        Value type = api.getMember("Counter");
        Value counter = type.newInstance(5);
        assertEquals(6, counter.invokeMember("inc").asInt());
        assertEquals(7, counter.invokeMember("inc").asInt());
        Value made = type.invokeMember("make", 2);
        assertEquals(21, made.invokeMember("inc").asInt());
        assertTrue(type.isMetaInstance(made));
        assertEquals(type, made.getMetaObject());
        counter.invokeMember("drop");
        PolyglotException gone = assertThrows(PolyglotException.class, () -> counter.invokeMember("inc"));
        assertTrue(gone.isGuestException(), gone::toString);
        made.invokeMember("close");
    }

    @Test
    void wrongArgumentsAreDescribed() {
        assertEquals("greet: argument 1: expected string, got number 1", refusal("greet", 1));
        assertEquals("div: argument 2: expected s32, got number 2147483648", refusal("div", 1, 1L << 31));
        assertEquals("div: argument 1: expected s32, got number 0.5", refusal("div", 0.5, 1));
        ProxyObject untagged = ProxyObject.fromMap(Map.of("name", "Ada", "age", 36));
        assertEquals(
                "older: argument 1, field \"tags\": expected list<string>, but it is missing",
                refusal("older", untagged, 1));
        ProxyObject person = ProxyObject.fromMap(Map.of("name", "Ada", "age", -1, "tags", ProxyArray.fromArray()));
        assertEquals("older: argument 1, field \"age\": expected u32, got number -1", refusal("older", person, 1));
        ProxyObject tagged =
                ProxyObject.fromMap(Map.of("name", "Ada", "age", 1, "tags", ProxyArray.fromArray("a", true)));
        assertEquals(
                "older: argument 1, field \"tags\", element 1: expected string, got boolean true",
                refusal("older", tagged, 1));
        assertTrue(refusal("next", "purple").startsWith("next: argument 1: expected "), refusal("next", "purple"));
        assertThrows(IllegalArgumentException.class, () -> api.invokeMember("greet"));
        assertEquals("green", api.invokeMember("next", "red").asString(), "the instance lives on");
    }

    private String refusal(String function, Object... arguments) {
        PolyglotException failure = assertThrows(PolyglotException.class, () -> api.invokeMember(function, arguments));
        assertTrue(failure.isGuestException());
        return failure.getMessage();
    }
}
