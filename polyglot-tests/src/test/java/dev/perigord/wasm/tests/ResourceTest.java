package dev.perigord.wasm.tests;

import static dev.perigord.wasm.tests.Texts.source;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigord.wasm.embedding.WasmHostAccess;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Resources of a component in Java: how they end. */
class ResourceTest {
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private Context context;
    private Value instance;
    private Value counters;

    /** Its resource {@code counter}. */
    interface Counter extends AutoCloseable {
        int inc();

        @Override
        void close();
    }

    @BeforeEach
    void open() {
        open(true);
    }

    private void open(boolean report) {
        context = Context.newBuilder("wasm")
                .allowHostAccess(WasmHostAccess.builder().bind(Counter.class).build())
                .allowExperimentalOptions(true)
                .option("wasm.ReportLeaks", String.valueOf(report))
                .logHandler(log)
                .build();
        instance = context.eval(source("counters.wat")).newInstance();
        counters = instance.getMember("counters");
    }

    @AfterEach
    void close() {
        context.close();
    }

    private Value counter(int start) {
        return counters.getMember("Counter").newInstance(start);
    }

    private int dropped() {
        return instance.invokeMember("dropped").asInt();
    }

    private String logged() {
        context.close();
        return log.toString(StandardCharsets.UTF_8);
    }

    private static void assertRefused(String message, Runnable action) {
        PolyglotException refused = assertThrows(PolyglotException.class, action::run);
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
    }

    @Test
    void closingTwiceDropsOnce() throws Exception {
        Value counter = counter(1);
        try (AutoCloseable _ = counter.as(AutoCloseable.class)) {
            assertEquals(2, counter.invokeMember("inc").asInt());
            assertEquals(0, dropped());
        }
        assertEquals(1, dropped());
        counter.invokeMember("close");
        assertEquals(1, dropped());
        try (Counter bound = counter(1).as(Counter.class)) {
            assertEquals(2, bound.inc());
        }
        assertEquals(2, dropped());
    }

    @Test
    void whatTheGuestTookIsNotTheHostsToDrop() {
        Value one = counter(1);
        Value sum = counters.getMember("counter").invokeMember("add", one, counter(2));
        assertEquals(2, dropped());
        one.invokeMember("close");
        assertRefused("was dropped or passed on before", () -> one.invokeMember("drop"));
        assertRefused("was dropped or passed on before", () -> one.invokeMember("inc"));
        assertEquals(2, dropped());
        assertEquals(4, sum.invokeMember("inc").asInt());
        sum.invokeMember("drop");
        assertEquals(3, dropped());
    }

    @Test
    void whatIsNoSuchResourceIsRefused() {
        Value add = counters.getMember("counter").getMember("add");
        Value counter = counter(1);
        assertRefused("argument 2: expected own<counter>, got number 7", () -> add.execute(counter, 7));
        assertEquals(2, counter.invokeMember("inc").asInt(), "the first argument was not taken");
    }

    @Test
    void leaksAreLoggedWhenTheContextIsClosed() throws Exception {
        Value first = counter(1);
        counter(2);
        counter(3);
        first.as(AutoCloseable.class).close();
        String logged = logged();
        assertTrue(
                logged.contains("2 handles of resource counter (test:link/counters@0.1.2) were not dropped"), logged);
        assertThrows(IllegalStateException.class, () -> first.invokeMember("inc"));
    }

    @Test
    void nothingIsLoggedOtherwise() {
        counter(1).invokeMember("drop");
        assertEquals("", logged());
        open(false);
        counter(1);
        assertFalse(logged().contains("not dropped"));
    }
}
