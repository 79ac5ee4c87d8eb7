package dev.perigord.wasm.tests;

import static dev.perigord.wasm.tests.Guests.guest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Components in Python: the same components as in {@link ComponentFromJavaTest}, every function that it exports but for the two that fail in the guest itself. */
@ParameterizedClass
@ValueSource(strings = {"js-demo-qjs-sync-stub.component.wasm", "js-demo-qjs.component.wasm"})
class ComponentFromPythonTest {
    private static Context context;

    @Parameter
    private String file;

    @BeforeAll
    static void open() {
        context = Context.newBuilder("python", "wasm")
                .option("engine.WarnInterpreterOnly", "false")
                .build();
    }

    /** Makes {@code api}, with what it logs in {@code logged}. */
    @BeforeEach
    void instantiate() throws IOException {
        Source source = Source.newBuilder("wasm", guest(file).toFile()).build();
        context.getBindings("python").putMember("component", context.eval(source));
        context.eval(
                "python",
                """
                logged = []

                class Host:
                    def log(self, message):
                        logged.append(message)

                    def lookup(self, key):
                        return 'Countess of Lovelace' if key == 'Ada' else None

                api = component({'test:demo/host@0.1.0': Host()}).api
                """);
    }

    @AfterAll
    static void close() {
        context.close();
    }

    private static Value python(String text) {
        return context.eval("python", text);
    }

    @Test
    void methodsOfPythonAsImports() {
        assertEquals(
                "Hello, Ada! Countess of Lovelace", python("api.greet('Ada')").asString());
        assertEquals("Hello, Bob! ?", python("api.greet('Bob')").asString());
        assertEquals("greet Ada,greet Bob", python("','.join(logged[-2:])").asString());
    }

    @Test
    void valuesOfPythonAsArguments() {
        assertEquals(
                "Ada 40 poet,older",
                python("(lambda p: f\"{p.name} {p.age} {','.join(p.tags)}\")"
                                + "(api.older({'name': 'Ada', 'age': 36, 'tags': ['poet']}, 4))")
                        .asString());
        assertEquals(
                "[255, 2, 1]",
                python("str(list(api.bytes(bytes([1, 2, 255]))))").asString());
        assertEquals(Math.PI, python("api.area({'tag': 'circle', 'val': 1.0})").asDouble());
        assertEquals(7.0, python("api.area({'tag': 'rect', 'val': (2, 3.5)})").asDouble());
        assertTrue(python("api.area({'tag': 'none'}) is None").asBoolean());
        assertEquals("red", python("api.next('blue')").asString());
        assertEquals(
                "True False True",
                python("(lambda p: f'{p.read} {p.write} {p.exec}')(api.toggle({'write': True}))")
                        .asString());
        assertEquals(3, python("api.div(7, 2)").asInt());
    }

    @Test
    void anErrorIsThrown() {
        PolyglotException error = assertThrows(PolyglotException.class, () -> python("api.div(1, 0)"));
        assertTrue(error.getMessage().endsWith("division by zero"), error.getMessage());
    }

    @Test
    void resourcesAreObjects() {
        assertEquals(6, python("api.Counter(5).inc()").asInt());
        assertEquals(21, python("api.Counter.make(2).inc()").asInt());
        assertTrue(python("isinstance(api.Counter(1), api.Counter)").asBoolean());
    }

    @Test
    void wrongTypesAreDescribed() {
        assertEquals("greet: argument 1: expected string, got number 1", message("api.greet(1)"));
        assertEquals(
                "older: argument 1, field \"tags\": expected list<string>, but it is missing",
                message("api.older({'name': 'Ada', 'age': 36}, 1)"));
    }

    private static String message(String text) {
        String message =
                assertThrows(PolyglotException.class, () -> python(text)).getMessage();
        return message.startsWith("TypeError: ") ? message.substring("TypeError: ".length()) : message;
    }
}
