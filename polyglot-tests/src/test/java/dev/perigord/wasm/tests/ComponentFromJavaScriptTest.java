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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Components and modules in JavaScript: the same components as in {@link ComponentFromJavaTest}. */
@ParameterizedClass
@ValueSource(strings = {"js-demo-qjs-sync-stub.component.wasm", "js-demo-qjs.component.wasm"})
class ComponentFromJavaScriptTest {
    @Parameter
    private String file;

    private Context context;

    @BeforeEach
    void open() {
        context = Context.newBuilder("js", "wasm")
                .option("engine.WarnInterpreterOnly", "false")
                .build();
    }

    @AfterEach
    void close() {
        context.close();
    }

    /** Makes {@code api}, with what it logs in {@code logged}. */
    private void instantiate() throws IOException {
        Source source = Source.newBuilder("wasm", guest(file).toFile()).build();
        context.getBindings("js").putMember("component", context.eval(source));
        js(
                """
            var logged = [];
            var host = {
                log: message => { logged.push(message); },
                lookup: key => key === 'Ada' ? 'Countess of Lovelace' : undefined,
            };
            var api = new component({'test:demo/host@0.1.0': host}).api;
            """);
    }

    private Value js(String text) {
        return context.eval("js", text);
    }

    @Test
    void functionsOfJavaScriptAsImports() throws IOException {
        instantiate();
        assertEquals("Hello, Ada! Countess of Lovelace", js("api.greet('Ada')").asString());
        assertEquals("Hello, Bob! ?", js("api.greet('Bob')").asString());
        assertEquals("greet Ada,greet Bob", js("logged.join()").asString());
        assertEquals("green", js("new component({host}).api.next('red')").asString(), "short name");
        String unlinked = message("new component({host: {log: host.log}})");
        assertTrue(unlinked.contains("lookup"), unlinked);
    }

    @Test
    void objectsOfJavaScriptAsArguments() throws IOException {
        instantiate();
        String older =
                """
                const person = api.older({name: 'Ada', age: 36, tags: ['poet']}, 4);
                `${person.name} ${person.age} ${Array.from(person.tags).join()}`
                """;
        assertEquals("Ada 40 poet,older", js(older).asString());
        assertEquals(
                "255,2,1",
                js("Array.from(api.bytes(new Uint8Array([1, 2, 255]))).join()").asString());
        assertEquals(Math.PI, js("api.area({tag: 'circle', val: 1})").asDouble());
        assertEquals(7.0, js("api.area({tag: 'rect', val: [2, 3.5]})").asDouble());
        assertTrue(js("api.area({tag: 'none'})").isNull());
        assertEquals("red", js("api.next('blue')").asString());
        assertEquals(
                "true false true",
                js("(p => `${p.read} ${p.write} ${p.exec}`)(api.toggle({write: true}))")
                        .asString());
        assertEquals(3, js("api.div(7, 2)").asInt());
    }

    @Test
    void anErrorIsThrown() throws IOException {
        instantiate();
        assertEquals(
                "division by zero",
                js("try { api.div(1, 0); } catch (e) { `${e}` }").asString());
        PolyglotException error = assertThrows(PolyglotException.class, () -> js("api.div(1, 0)"));
        assertEquals("division by zero", error.getGuestObject().asString());
    }

    @Test
    void resourcesAreObjects() throws IOException {
        instantiate();
        assertEquals(
                7,
                js("const counter = new api.Counter(5); counter.inc(); counter.inc()")
                        .asInt());
        assertEquals(21, js("const made = api.Counter.make(2); made.inc()").asInt());
        assertTrue(js("made instanceof api.Counter").asBoolean());
        js("counter.drop()");
        assertEquals("the resource was dropped or passed on before", message("counter.inc()"));
        assertEquals(22, js("made.inc()").asInt(), "the instance lives on");
    }

    @Test
    void whatAnImportThrowsReachesItsCaller() throws IOException {
        instantiate();
        js("const failing = new component({host: {...host, lookup() { throw new RangeError('no'); }}}).api;");
        PolyglotException thrown = assertThrows(PolyglotException.class, () -> js("failing.greet('Ada')"));
        assertEquals("RangeError: no", thrown.getMessage());
    }

    @Test
    void wrongTypesAreDescribed() throws IOException {
        instantiate();
        assertEquals("greet: argument 1: expected string, got number 1", message("api.greet(1)"));
        assertEquals("div: argument 1: expected s32, got number 0.5", message("api.div(0.5, 1)"));
        assertEquals(
                "older: argument 1, field \"tags\": expected list<string>, but it is missing",
                message("api.older({name: 'Ada', age: 36}, 1)"));
    }

    private String message(String text) {
        return assertThrows(PolyglotException.class, () -> js(text)).getMessage();
    }

    @Test
    void aModuleInstantiatedByJavaScript() {
        String text =
                """
                (module
                  (import "env" "twice" (func $twice (param i32) (result i32)))
                  (global (export "calls") (mut i32) (i32.const 0))
                  (memory (export "memory") 1)
                  (func (export "add") (param i32 i32) (result i32)
                    (global.set 0 (i32.add (global.get 0) (i32.const 1)))
                    (call $twice (i32.add (local.get 0) (local.get 1)))))
                """;
        Source source = Source.newBuilder("wasm", text, "add.wat")
                .mimeType("text/x-wat")
                .buildLiteral();
        context.getBindings("js").putMember("module", context.eval(source));
        js("const {exports} = new module({env: {twice: n => 2 * n}});");
        assertEquals(10, js("exports.add(2, 3)").asInt());
        assertEquals(1, js("exports.calls.value").asInt());
        assertEquals(
                65536,
                js("exports.memory.byteLength ?? new Uint8Array(exports.memory).length")
                        .asInt());
    }
}
