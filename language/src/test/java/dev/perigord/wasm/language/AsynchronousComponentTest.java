package dev.perigord.wasm.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyIterable;
import org.graalvm.polyglot.proxy.ProxyIterator;
import org.graalvm.polyglot.proxy.ProxyObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the host sees of asynchronous functions, streams and futures, on both kinds of stacks; see {@code perigord.stacks}. */
@Tag("fallback")
@Timeout(600)
class AsynchronousComponentTest {
    private Context context;
    private Value component;

    @BeforeEach
    void open() throws IOException {
        context = Context.create("wasm");
        component = component("/channels.wat");
    }

    private Value component(String resource) throws IOException {
        return context.eval(Source.newBuilder("wasm", getClass().getResource(resource))
                .mimeType("text/x-wat")
                .build());
    }

    @AfterEach
    void close() {
        context.close();
    }

    private Value instance(ProxyExecutable ask) {
        return component.newInstance(ProxyObject.fromMap(Map.of("host", ProxyObject.fromMap(Map.of("ask", ask)))));
    }

    private Value instance() {
        return instance(arguments -> arguments[0].asInt() + 1);
    }

    private static List<Integer> rest(Value stream) {
        List<Integer> values = new ArrayList<>();
        Value iterator = stream.getIterator();
        while (iterator.hasIteratorNextElement()) {
            values.add(iterator.getIteratorNextElement().asInt());
        }
        return values;
    }

    private static String messageOf(Value instance, String function, Object... arguments) {
        PolyglotException failure =
                assertThrows(PolyglotException.class, () -> instance.invokeMember(function, arguments));
        assertTrue(failure.isGuestException());
        return failure.getMessage();
    }

    @Test
    void aStreamIsAnIterator() {
        Value instance = instance();
        assertEquals(List.of(0, 1, 2, 3, 4), rest(instance.invokeMember("numbers", 5)));
        assertEquals(List.of(), rest(instance.invokeMember("numbers", 0)));
        Value stream = instance.invokeMember("numbers", 2);
        assertEquals("stream<u32>", stream.toString());
        assertEquals(List.of(0, 1), rest(stream));
        assertThrows(NoSuchElementException.class, stream::getIteratorNextElement);
    }

    @Test
    void streamsAreReadInTurns() {
        Value instance = instance();
        Value one = instance.invokeMember("numbers", 10);
        Value other = instance.invokeMember("numbers", 20);
        for (int i = 0; i < 10; i++) {
            assertEquals(i, one.getIteratorNextElement().asInt());
            assertEquals(i, other.getIteratorNextElement().asInt());
        }
        assertFalse(one.hasIteratorNextElement());
        assertTrue(other.hasIteratorNextElement());
    }

    @Test
    void theWriterLearnsThatAStreamWasClosed() {
        Value instance = instance();
        Value stream = instance.invokeMember("numbers", 10);
        assertEquals(0, stream.getIteratorNextElement().asInt());
        assertEquals(1, stream.getIteratorNextElement().asInt());
        stream.invokeMember("close");
        assertEquals(3, instance.invokeMember("stopped").asInt());
        assertFalse(stream.hasIteratorNextElement());
    }

    @Test
    void arraysAndIterablesAreStreams() {
        Value instance = instance();
        ProxyArray array = ProxyArray.fromArray(IntStream.range(0, 100).boxed().toArray());
        assertEquals(4950, instance.invokeMember("sum", array).asInt());
        assertEquals(0, instance.invokeMember("sum", ProxyArray.fromArray()).asInt());
        ProxyIterable iterable =
                () -> ProxyIterator.from(List.<Object>of(1, 2, 3).iterator());
        assertEquals(6, instance.invokeMember("sum", iterable).asInt());
        assertTrue(messageOf(instance, "sum", "text").contains("expected stream<u8>, got string"));
        assertTrue(messageOf(instance, "sum", ProxyArray.fromArray(256)).contains("element 0: expected u8"));
    }

    @Test
    void streamsOfAnotherTypeAreRefusedAndThoseThatWereReadAsWell() {
        Value instance = instance();
        Value numbers = instance.invokeMember("numbers", 1);
        assertTrue(messageOf(instance, "sum", numbers).contains("expected stream<u8>, got object stream<u32>"));
    }

    @Test
    void aFutureIsAFunction() {
        Value instance = instance();
        Value future = instance.invokeMember("later");
        assertEquals(42, future.execute().asInt());
        assertEquals(42, future.execute().asInt());
    }

    @Test
    void aFutureOrAValueIsGivenForAFuture() {
        Value instance = instance();
        assertEquals(43, instance.invokeMember("next", 42).asInt());
        Value future = instance.invokeMember("later");
        assertEquals(43, instance().invokeMember("next", future).asInt());
        assertTrue(messageOf(instance, "next", future).contains("was read, dropped or passed on before"));
    }

    @Test
    void anAsynchronousFunctionOfTheHostReturnsAtOnce() {
        assertEquals(9, instance().invokeMember("ask", 7).asInt());
    }

    @Test
    void theHostMayCallAnotherInstanceWhileOneWaitsForIt() {
        Value other = instance();
        Value instance = instance(arguments -> rest(other.invokeMember("numbers", arguments[0].asInt())).stream()
                .mapToInt(number -> number)
                .sum());
        assertEquals(45, instance.invokeMember("ask", 5).asInt());
    }

    @Test
    void theHostMustNotCallTheInstanceThatWaitsForIt() {
        Value[] self = new Value[1];
        self[0] = instance(arguments -> self[0].invokeMember("ask", arguments[0]));
        assertEquals("cannot enter component instance", messageOf(self[0], "ask", 1));
    }

    @Test
    void streamsGoFromOneInstanceToAnother() throws IOException {
        Value numbers = instance().getMember("numbers");
        Value total = component("/total.wat").newInstance(ProxyObject.fromMap(Map.of("numbers", numbers)));
        assertEquals(45, total.invokeMember("total", 10).asInt());
        assertEquals(0, total.invokeMember("total", 0).asInt());
    }

    @Test
    void theHostPassesAStreamOnOrReadsIt() throws IOException {
        Value guest = instance();
        Value read = instance().invokeMember("numbers", 10);
        ProxyExecutable peeking = _ -> {
            assertEquals(0, read.getIteratorNextElement().asInt());
            return read;
        };
        Value total = component("/total.wat");
        Value passing = total.newInstance(ProxyObject.fromMap(
                Map.of("numbers", (ProxyExecutable) arguments -> guest.invokeMember("numbers", arguments[0]))));
        assertEquals(45, passing.invokeMember("total", 10).asInt());
        Value late = total.newInstance(ProxyObject.fromMap(Map.of("numbers", peeking)));
        assertTrue(messageOf(late, "total", 10).contains("was read, dropped or passed on before"));
    }

    @Test
    void whatNobodyEndsIsADeadlock() {
        assertEquals("deadlock detected: event loop cannot make further progress", messageOf(instance(), "never"));
    }

    @Test
    void aTrapInTheBackgroundLocksTheInstanceAndEndsItsTasks() {
        Value instance = instance();
        Value numbers = instance.invokeMember("numbers", 10);
        Value broken = instance.invokeMember("broken");
        PolyglotException trap = assertThrows(PolyglotException.class, broken::hasIteratorNextElement);
        assertEquals("unreachable", trap.getMessage());
        assertEquals(List.of(), rest(numbers));
        assertEquals(List.of(), rest(broken));
        assertEquals("cannot enter component instance", messageOf(instance, "later"));
        assertEquals(List.of(0, 1), rest(instance().invokeMember("numbers", 2)));
    }
}
