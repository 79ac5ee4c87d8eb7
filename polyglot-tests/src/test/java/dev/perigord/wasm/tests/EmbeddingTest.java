package dev.perigord.wasm.tests;

import static dev.perigord.wasm.tests.Guests.guest;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigord.wasm.embedding.Bindings;
import dev.perigord.wasm.embedding.WasmHostAccess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.Test;

/** Components behind Java interfaces, with records, enums and sealed interfaces for WIT types. */
class EmbeddingTest {
    /** The world {@code cguest}. */
    public interface Guest {
        String greet(String name);

        long sum(List<Integer> numbers);

        double norm(Pt point);

        default String greetAll(List<String> names) {
            return String.join(" ", names.stream().map(this::greet).toList());
        }
    }

    record Pt(int x, int y) {}

    /** The interface {@code host} of the world {@code cguest}. */
    interface Log {
        @HostAccess.Export
        void log(String message);
    }

    /** The world {@code demo}. */
    interface Demo {
        Api api();
    }

    /** Its interface {@code api}. */
    interface Api {
        Person older(Person person, int by);

        byte[] bytes(byte[] bytes);

        Optional<Double> area(Shape shape);

        Color next(Color color);

        Set<Permission> toggle(Set<Permission> permissions);

        int div(int dividend, int divisor);

        Counter newCounter(int start);

        Counter counterMake(int start);
    }

    record Person(String name, long age, List<String> tags) {}

    sealed interface Shape {
        record Circle(double radius) implements Shape {}

        record Rect(double width, double height) implements Shape {}

        record None() implements Shape {}
    }

    enum Color {
        RED,
        GREEN,
        BLUE
    }

    enum Permission {
        READ,
        WRITE,
        EXEC
    }

    /** Its resource {@code counter}. */
    interface Counter extends AutoCloseable {
        long inc();

        @Override
        void close();
    }

    private final List<String> logged = new ArrayList<>();

    private static Context context(Class<?>... bound) {
        return Context.newBuilder("wasm")
                .allowHostAccess(WasmHostAccess.builder().bind(bound).build())
                .build();
    }

    private Value instantiate(Context context, String file) throws IOException {
        Log log = logged::add;
        Object host = file.startsWith("js") ? new DemoHost() : log;
        Source source = Source.newBuilder("wasm", guest(file).toFile()).build();
        return context.eval(source).newInstance(Bindings.toGuest(Map.of("host", host)));
    }

    /** The interface {@code host} of the world {@code demo}. */
    public static final class DemoHost implements Log {
        @Override
        public void log(String message) {}

        /** Function {@code lookup} of the WIT interface. */
        @HostAccess.Export
        public Optional<String> lookup(@SuppressWarnings("unused") String key) {
            return Optional.empty();
        }
    }

    private static final String C_GUEST = "cguest.component.wasm";
    private static final String JS_GUEST = "js-demo-qjs-sync-stub.component.wasm";

    @Test
    void anInstanceAsAJavaInterface() throws IOException {
        try (Context context = context(Guest.class)) {
            Guest guest = instantiate(context, C_GUEST).as(Guest.class);
            assertEquals("Hello, Ada", guest.greet("Ada"));
            assertEquals(6, guest.sum(List.of(1, 2, 3)));
            assertEquals(5.0, guest.norm(new Pt(3, 4)));
            assertEquals("Hello, Bob Hello, Eve", guest.greetAll(List.of("Bob", "Eve")));
            assertEquals(List.of("Ada", "Bob", "Eve"), logged);
        }
    }

    @Test
    void withoutBoundTypesBindingsConvert() throws IOException {
        try (Context context = Context.create("wasm")) {
            Guest guest = Bindings.toJava(instantiate(context, C_GUEST), Guest.class);
            assertEquals(5.0, guest.norm(new Pt(3, 4)));
            PolyglotException error = assertThrows(PolyglotException.class, () -> guest.norm(new Pt(0, 0)));
            assertEquals("zero vector", error.getGuestObject().asString());
        }
    }

    @Test
    void recordsEnumsVariantsFlagsOptionsAndBytes() throws IOException {
        try (Context context = context(Demo.class)) {
            Api api = instantiate(context, JS_GUEST).as(Demo.class).api();
            Person ada = new Person("Ada", 36, List.of("poet"));
            assertEquals(new Person("Ada", 40, List.of("poet", "older")), api.older(ada, 4));
            assertArrayEquals(new byte[] {-1, 2, 1}, api.bytes(new byte[] {1, 2, -1}));
            assertEquals(Optional.of(Math.PI), api.area(new Shape.Circle(1)));
            assertEquals(Optional.of(6.0), api.area(new Shape.Rect(2, 3)));
            assertEquals(Optional.empty(), api.area(new Shape.None()));
            assertEquals(Color.BLUE, api.next(Color.GREEN));
            assertEquals(EnumSet.of(Permission.READ, Permission.EXEC), api.toggle(EnumSet.of(Permission.WRITE)));
            assertEquals(EnumSet.allOf(Permission.class), api.toggle(Set.of()));
            assertEquals(3, api.div(7, 2));
        }
    }

    @Test
    void resourcesAsJavaInterfaces() throws IOException {
        try (Context context = context(Demo.class)) {
            Api api = instantiate(context, JS_GUEST).as(Demo.class).api();
            try (Counter counter = api.newCounter(5);
                    Counter made = api.counterMake(2)) {
                assertEquals(6, counter.inc());
                assertEquals(21, made.inc());
            }
            Counter closed = api.newCounter(1);
            closed.close();
            assertThrows(PolyglotException.class, closed::inc);
        }
    }

    @Test
    void boundTypesOnTheirOwn() throws IOException {
        try (Context context = context(Person.class, Color.class)) {
            Value api = instantiate(context, JS_GUEST).getMember("api");
            Object ada = Bindings.toGuest(new Person("Ada", 36, List.of()));
            Person older = api.invokeMember("older", ada, 1).as(Person.class);
            assertEquals(new Person("Ada", 37, List.of("older")), older);
            assertEquals(Color.GREEN, api.invokeMember("next", "red").as(Color.class));
        }
    }

    @Test
    void aValueOfAnotherShapeIsAClassCast() throws IOException {
        record Dated(String name, String age) {}
        try (Context context = context(Dated.class)) {
            Value api = instantiate(context, JS_GUEST).getMember("api");
            Value person = api.invokeMember("older", Bindings.toGuest(new Person("Ada", 36, List.of())), 1);
            assertThrows(ClassCastException.class, () -> person.as(Dated.class));
            ClassCastException clash =
                    assertThrows(ClassCastException.class, () -> Bindings.toJava(person, Dated.class));
            assertEquals("Dated, age: expected String, got 37", clash.getMessage());
        }
    }

    @Test
    void aMissingFunctionIsNamed() throws IOException {
        interface Other {
            void absent();
        }
        try (Context context = context(Other.class)) {
            Other other = instantiate(context, C_GUEST).as(Other.class);
            UnsupportedOperationException missing = assertThrows(UnsupportedOperationException.class, other::absent);
            assertTrue(missing.getMessage().contains("absent"), missing.getMessage());
        }
    }
}
