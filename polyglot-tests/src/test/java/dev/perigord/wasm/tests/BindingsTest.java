package dev.perigord.wasm.tests;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigord.wasm.embedding.Bindings;
import dev.perigord.wasm.embedding.WasmHostAccess;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Java values that become polyglot values and Java values again. */
class BindingsTest {
    enum Level {
        LOW,
        VERY_HIGH
    }

    sealed interface Event {
        record Started() implements Event {}

        record LevelChanged(Level level) implements Event {}

        record Moved(int x, int y) implements Event {}

        record Failed(Optional<String> reason) implements Event {}
    }

    record Everything(
            boolean flag,
            String text,
            Level level,
            Set<Level> levels,
            List<Event> events,
            Optional<Optional<Integer>> nested,
            Map<String, List<Level>> map,
            Optional<Event> event) {}

    private Context context;

    @BeforeEach
    void open() {
        context = Context.newBuilder("wasm")
                .allowHostAccess(WasmHostAccess.builder()
                        .bind(Everything.class, Event.class)
                        .build())
                .build();
    }

    @AfterEach
    void close() {
        context.close();
    }

    private Value value(Object object) {
        return context.asValue(Bindings.toGuest(object));
    }

    @Test
    void nestedValuesComeBackEqual() {
        for (Optional<Optional<Integer>> nested :
                List.of(Optional.of(Optional.of(1)), Optional.of(Optional.<Integer>empty()))) {
            Everything everything = new Everything(
                    true,
                    "text",
                    Level.VERY_HIGH,
                    Set.of(Level.LOW),
                    List.of(
                            new Event.Started(),
                            new Event.LevelChanged(Level.LOW),
                            new Event.Moved(1, 2),
                            new Event.Failed(Optional.empty()),
                            new Event.Failed(Optional.of("tired"))),
                    nested,
                    Map.of("a", List.of(Level.LOW, Level.VERY_HIGH)),
                    Optional.of(new Event.Started()));
            assertEquals(everything, value(everything).as(Everything.class));
        }
    }

    @Test
    void namesAreThoseOfWit() {
        assertEquals("very-high", value(Level.VERY_HIGH).asString());
        Value changed = value(new Event.LevelChanged(Level.LOW));
        assertEquals("level-changed", changed.getMember("tag").asString());
        assertEquals("low", changed.getMember("val").asString());
        assertTrue(value(Set.of(Level.VERY_HIGH)).getMember("very-high").asBoolean());
        assertTrue(value(Optional.empty()).isNull());
    }

    @Test
    void arraysAndBytes() {
        assertArrayEquals(new int[] {1, 2}, Bindings.toJava(value(new int[] {1, 2}), int[].class));
        assertArrayEquals(new byte[] {1, -2}, Bindings.toJava(value(new byte[] {1, -2}), byte[].class));
        assertEquals(7, Bindings.toJava(context.asValue(7), int.class));
        assertNull(Bindings.toJava(context.asValue(null), String.class));
    }

    @Test
    void anExportedObjectComesBackAsItself() {
        Runnable task = new Runnable() {
            @Override
            @HostAccess.Export
            public void run() {}
        };
        assertSame(task, Bindings.toJava(value(task), Runnable.class));
    }

    @Test
    void mistakesAreExplained() {
        Value purple = context.asValue("purple");
        ClassCastException clash = assertThrows(ClassCastException.class, () -> Bindings.toJava(purple, Level.class));
        assertEquals("Level: expected Level, got purple", clash.getMessage());
        assertThrows(ClassCastException.class, () -> Bindings.toJava(purple, Event.class));
        assertThrows(
                IllegalArgumentException.class, () -> WasmHostAccess.builder().bind(String.class));
    }
}
