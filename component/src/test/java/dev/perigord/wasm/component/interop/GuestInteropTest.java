package dev.perigord.wasm.component.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.truffle.api.exception.AbstractTruffleException;
import dev.perigord.wasm.component.host.HostInterface;
import dev.perigord.wasm.component.host.HostInterfaces;
import dev.perigord.wasm.component.instantiation.ComponentImports;
import dev.perigord.wasm.component.instantiation.HostImports;
import dev.perigord.wasm.component.runtime.ComponentLimits;
import dev.perigord.wasm.component.runtime.ComponentStore;
import dev.perigord.wasm.component.testing.ComponentTestLanguage;
import dev.perigord.wasm.component.testing.Guests;
import dev.perigord.wasm.component.testing.SmallComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyObject;
import org.junit.jupiter.api.Test;

/** Real guests through the polyglot API. */
final class GuestInteropTest {
    private final List<String> logged = new ArrayList<>();

    private record Environment(ComponentImports defaultImports) implements InteropEnvironment {
        @Override
        public ComponentStore store() {
            return ComponentTestLanguage.store(ComponentLimits.DEFAULT);
        }

        @Override
        public Object errorPayload(AbstractTruffleException exception) {
            return null;
        }

        @Override
        public boolean isHostException(AbstractTruffleException exception) {
            return true;
        }

        @Override
        public Object javaArray(Object value) {
            return null;
        }
    }

    private static Context context() {
        return Context.newBuilder().allowHostAccess(HostAccess.ALL).build();
    }

    private static Value component(Context context, String guest, ComponentImports defaults) {
        byte[] bytes = Guests.read(guest);
        return ComponentTestLanguage.eval(
                context, language -> new ComponentObject(language.load(bytes), new Environment(defaults)));
    }

    private HostImports demoHost() {
        return new HostImports(HostInterfaces.of(List.of(HostInterface.builder("test:demo/host@0.1.3")
                .function("log", "func(msg: string)", (call, arguments) -> {
                    logged.add((String) arguments[0]);
                    return null;
                })
                .function(
                        "lookup",
                        "func(k: string) -> option<string>",
                        (call, arguments) -> arguments[0].equals("Ada") ? "found" : null)
                .build())));
    }

    @Test
    void cGuestCallsImportsAndReturnsValues() {
        try (Context context = context()) {
            ProxyExecutable log = arguments -> logged.add(arguments[0].asString());
            Value imports =
                    context.asValue(ProxyObject.fromMap(Map.of("host", ProxyObject.fromMap(Map.of("log", log)))));
            Value guest =
                    component(context, "cguest.component.wasm", wanted -> null).newInstance(imports);
            assertEquals("Hello, Ada", guest.invokeMember("greet", "Ada").asString());
            assertEquals("Hello, 🎈é", guest.invokeMember("greet", "🎈é").asString());
            assertEquals(List.of("Ada", "🎈é"), logged);
            assertEquals(
                    -4, guest.invokeMember("sum", (Object) new int[] {1, -5}).asLong());
            assertEquals(
                    5.0,
                    guest.invokeMember("norm", ProxyObject.fromMap(Map.of("x", 3, "y", 4)))
                            .asDouble());
            PolyglotException error = assertThrows(
                    PolyglotException.class,
                    () -> guest.invokeMember("norm", ProxyObject.fromMap(Map.of("x", 0, "y", 0))));
            assertTrue(error.isGuestException());
            assertEquals("zero vector", error.getGuestObject().asString());
        }
    }

    @Test
    void wrongArgumentsAreNamedAndDoNoHarm() {
        try (Context context = context()) {
            ProxyExecutable log = arguments -> null;
            Value guest = component(context, "cguest.component.wasm", wanted -> null)
                    .newInstance(
                            ProxyObject.fromMap(Map.of("test:c/host@0.1.0", ProxyObject.fromMap(Map.of("log", log)))));
            assertMessage(
                    "norm: argument 1, field \"y\": expected s32, got string \"a\"",
                    () -> guest.invokeMember("norm", ProxyObject.fromMap(Map.of("x", 3, "y", "a"))));
            assertMessage(
                    "sum: argument 1, element 1: expected s32, got number 2147483648",
                    () -> guest.invokeMember("sum", List.of(1, 1L << 31)));
            assertEquals("Hello, ", guest.invokeMember("greet", "").asString());
        }
    }

    @Test
    void missingImportsAreListedWithTheirTypes() {
        try (Context context = context()) {
            Value component = component(context, "js-demo-qjs-sync-stub.component.wasm", wanted -> null);
            PolyglotException error = assertThrows(PolyglotException.class, component::newInstance);
            assertTrue(
                    error.getMessage().contains("`test:demo/host@0.1.0#log` is missing, expected func(msg: string)"));
            assertTrue(error.getMessage()
                    .contains("`test:demo/host@0.1.0#lookup` is missing, expected func(k: string) -> option<string>"));
        }
    }

    @Test
    void aHostInterfaceOfAnotherTypeIsRefused() {
        try (Context context = context()) {
            HostInterface host = HostInterface.builder("test:c/host@0.1.0")
                    .function("log", "func(s: u32)", (call, arguments) -> null)
                    .build();
            Value component =
                    component(context, "cguest.component.wasm", new HostImports(HostInterfaces.of(List.of(host))));
            PolyglotException error = assertThrows(PolyglotException.class, component::newInstance);
            assertTrue(error.getMessage().contains("test:c/host@0.1.0#log"), error.getMessage());
            assertTrue(error.getMessage().contains("expected func(s: string)"), error.getMessage());
            assertTrue(error.getMessage().contains("func(s: u32)"), error.getMessage());
        }
    }

    @Test
    void jsGuestHasAllTypes() {
        try (Context context = context()) {
            Value guest = component(context, "js-demo-qjs-sync-stub.component.wasm", demoHost())
                    .newInstance();
            Value api = guest.getMember("api");
            assertEquals("Hello, Ada! found", api.invokeMember("greet", "Ada").asString());
            assertEquals("Hello, Bob! ?", api.invokeMember("greet", "Bob").asString());
            assertTrue(logged.contains("greet Ada"));
            Value older = api.invokeMember(
                    "older", ProxyObject.fromMap(Map.of("name", "Ada", "age", 36, "tags", List.of("a", "b"))), 5);
            assertEquals(41, older.getMember("age").asInt());
            assertEquals(List.of("a", "b", "older"), older.getMember("tags").as(List.class));
            assertArrayEquals(
                    new byte[] {3, -2, 1},
                    api.invokeMember("bytes", (Object) new byte[] {1, -2, 3}).as(byte[].class));
            Value circle = context.asValue(ProxyObject.fromMap(Map.of("tag", "circle", "val", 2.0)));
            assertEquals(Math.PI * 4, api.invokeMember("area", circle).asDouble());
            Value rectangle = context.asValue(ProxyObject.fromMap(Map.of("tag", "rect", "val", List.of(2.0, 3.0))));
            assertEquals(6.0, api.invokeMember("area", rectangle).asDouble());
            assertTrue(api.invokeMember("area", ProxyObject.fromMap(Map.of("tag", "none")))
                    .isNull());
            assertEquals("green", api.invokeMember("next", "red").asString());
            Value toggled = api.invokeMember("toggle", ProxyObject.fromMap(Map.of("read", true)));
            assertFalse(toggled.getMember("read").asBoolean());
            assertTrue(toggled.getMember("exec").asBoolean());
            assertEquals(3, api.invokeMember("div", 7, 2).asInt());
            PolyglotException error = assertThrows(PolyglotException.class, () -> api.invokeMember("div", 7, 0));
            assertEquals("division by zero", error.getGuestObject().asString());
        }
    }

    @Test
    void jsGuestHasResources() {
        try (Context context = context()) {
            Value guest = component(context, "js-demo-qjs-sync-stub.component.wasm", demoHost())
                    .newInstance();
            Value api = guest.getMember("test:demo/api@0.1.0");
            Value type = api.getMember("Counter");
            assertTrue(type.isMetaObject());
            Value counter = type.newInstance(5);
            assertEquals(6, counter.invokeMember("inc").asInt());
            assertEquals(7, counter.invokeMember("inc").asInt());
            assertTrue(type.isMetaInstance(counter));
            Value made = type.invokeMember("make", 4);
            assertEquals(41, made.invokeMember("inc").asInt());
            made.invokeMember("drop");
            PolyglotException used = assertThrows(PolyglotException.class, () -> made.invokeMember("inc"));
            assertTrue(used.getMessage().contains("was dropped or passed on before"), used.getMessage());
        }
    }

    @Test
    void hostObjectsAreResources() {
        try (Context context = context()) {
            ProxyExecutable more = arguments -> {
                if (arguments[0].asInt() == 0) {
                    throw new IllegalStateException("broken");
                }
                return 40 + arguments[0].asInt();
            };
            ProxyExecutable create = arguments -> ProxyObject.fromMap(Map.of("getMore", more));
            Value imports = context.asValue(
                    ProxyObject.fromMap(Map.of("things", ProxyObject.fromMap(Map.of("Thing", create)))));
            byte[] bytes = SmallComponent.THINGS.bytes();
            Value component = ComponentTestLanguage.eval(
                    context, language -> new ComponentObject(language.load(bytes), new Environment(wanted -> null)));
            Value instance = component.newInstance(imports);
            assertEquals(45, instance.invokeMember("run", 0, 5).asInt());
            assertThrows(PolyglotException.class, () -> instance.invokeMember("run", 0, 0));
            assertMessage("cannot enter component instance", () -> instance.invokeMember("run", 0, 5));
        }
    }

    private static void assertMessage(String expected, Runnable action) {
        PolyglotException error = assertThrows(PolyglotException.class, action::run);
        assertEquals(expected, error.getMessage());
    }
}
