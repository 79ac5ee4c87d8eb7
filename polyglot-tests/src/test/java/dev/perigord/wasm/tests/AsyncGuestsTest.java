package dev.perigord.wasm.tests;

import static dev.perigord.wasm.tests.Guests.guest;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Asynchronous components that tool chains made, called from Java and JavaScript: their functions just take as long as they take. */
class AsyncGuestsTest {
    private Context context;

    @BeforeEach
    void open() {
        context = Context.newBuilder("wasm", "js").build();
    }

    @AfterEach
    void close() {
        context.close();
    }

    private Value component(String file) throws IOException {
        return context.eval(Source.newBuilder("wasm", guest(file).toFile()).build());
    }

    private Value countingInC() throws IOException {
        ProxyExecutable sleep = arguments -> arguments[0].asInt() * 2;
        Map<String, Object> host = Map.of("sleep", sleep);
        return component("c3-async.component.wasm")
                .newInstance(ProxyObject.fromMap(Map.of("test:c3/host@0.1.0", ProxyObject.fromMap(host))));
    }

    private static byte[] bytes(Value stream) {
        List<Integer> values = new ArrayList<>();
        Value iterator = stream.getIterator();
        while (iterator.hasIteratorNextElement()) {
            values.add(iterator.getIteratorNextElement().asInt());
        }
        byte[] bytes = new byte[values.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = values.get(i).byteValue();
        }
        return bytes;
    }

    private static byte[] counted(int count) {
        byte[] bytes = new byte[count];
        IntStream.range(0, count).forEach(i -> bytes[i] = (byte) i);
        return bytes;
    }

    @Test
    void textReturnsByACallback() throws IOException {
        assertEquals(
                42,
                component("wat-async.component.wasm")
                        .newInstance()
                        .invokeMember("f", 41)
                        .asInt());
    }

    @Test
    void builtinsAloneAreLinked() throws IOException {
        assertTrue(component("wat-thread.component.wasm").newInstance().hasMembers());
        assertTrue(component("wat-errctx.component.wasm").newInstance().hasMembers());
    }

    @Test
    void cCallsTheHostAndStreams() throws IOException {
        Value guest = countingInC();
        assertEquals(41, guest.invokeMember("slow", 20).asInt());
        assertArrayEquals(counted(3), bytes(guest.invokeMember("count", 3)));
        assertArrayEquals(counted(1000), bytes(guest.invokeMember("count", 1000)));
    }

    @Test
    void cStreamsTwiceAtATime() throws IOException {
        Value guest = countingInC();
        Value one = guest.invokeMember("count", 300);
        Value other = guest.invokeMember("count", 200);
        assertEquals(0, one.getIteratorNextElement().asInt());
        assertArrayEquals(counted(200), bytes(other));
        assertEquals(1, one.getIteratorNextElement().asInt());
    }

    @Test
    void javaScriptIteratesOverAStream() throws IOException {
        context.getBindings("js").putMember("guest", countingInC());
        Value sum = context.eval("js", "let sum = 0; for (const byte of guest.count(100)) sum += byte; sum");
        assertEquals(4950, sum.asInt());
    }

    @Test
    void javaScriptInsideAwaits() throws IOException {
        Value api = component("js-p3-async3-qjs.component.wasm").newInstance().getMember("api");
        assertEquals(21, api.invokeMember("slow", 20).asInt());
        assertArrayEquals(new byte[] {1, 2, 3}, bytes(api.invokeMember("pipe", ProxyArray.fromArray(1, 2, 3))));
        PolyglotException wrong = assertThrows(PolyglotException.class, () -> api.invokeMember("pipe", 7));
        assertTrue(wrong.getMessage().contains("expected stream<"), wrong.getMessage());
    }

    @Test
    void aGeneratorOfJavaScriptIsAStream() throws IOException {
        Value api = component("js-p3-async3-qjs.component.wasm").newInstance().getMember("api");
        Value generator = context.eval("js", "(function*() { for (let i = 0; i < 5; i++) yield i })()");
        assertArrayEquals(counted(5), bytes(api.invokeMember("pipe", generator)));
    }

    @Test
    void builtinsInASynchronousComponent() throws IOException {
        ProxyExecutable log = _ -> null;
        ProxyExecutable lookup = _ -> "Countess";
        Map<String, Object> host = Map.of("log", log, "lookup", lookup);
        Value demo = component("js-demo-qjs.component.wasm")
                .newInstance(ProxyObject.fromMap(Map.of("test:demo/host@0.1.0", ProxyObject.fromMap(host))));
        assertEquals(
                "Hello, Ada! Countess",
                demo.getMember("api").invokeMember("greet", "Ada").asString());
    }
}
