package dev.perigord.wasm.component.abi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigord.wasm.component.host.ComponentException;
import dev.perigord.wasm.component.host.HostInterface;
import dev.perigord.wasm.component.host.HostInterfaces;
import dev.perigord.wasm.component.instantiation.ComponentInstantiator;
import dev.perigord.wasm.component.instantiation.HostImports;
import dev.perigord.wasm.component.instantiation.InstanceImports;
import dev.perigord.wasm.component.runtime.ComponentFunction;
import dev.perigord.wasm.component.runtime.ComponentInstance;
import dev.perigord.wasm.component.runtime.ComponentLimits;
import dev.perigord.wasm.component.testing.ComponentTestLanguage;
import dev.perigord.wasm.component.testing.Guests;
import dev.perigord.wasm.component.testing.SmallComponent;
import dev.perigord.wasm.component.value.VariantValue;
import dev.perigord.wasm.runtime.TrapException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CanonicalAbiTest {
    private static final class Thing {
        private final int value;

        Thing(int value) {
            this.value = value;
        }
    }

    private static void withInstance(
            SmallComponent component, ComponentLimits limits, Consumer<ComponentInstance> test) {
        ComponentTestLanguage.run(language -> {
            test.accept(ComponentInstantiator.instantiate(
                    language.load(component.bytes()), wanted -> null, ComponentTestLanguage.store(limits)));
            return null;
        });
    }

    private static Object call(ComponentInstance instance, String name, Object... arguments) {
        return instance.exportedFunction(name).call(arguments);
    }

    private static void assertTrap(String message, Runnable action) {
        String found = assertThrows(TrapException.class, action::run).getMessage();
        assertTrue(found.contains(message), found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf8", "utf16", "latin1"})
    void stringsSurviveEveryEncoding(String encoding) {
        withInstance(SmallComponent.ECHO, ComponentLimits.DEFAULT, instance -> {
            for (String text : List.of("", "plain", "café ÿ", "\0", "☃ snow", "🎈 and é", "\uFFFD")) {
                assertEquals(text, call(instance, encoding, text));
            }
            assertEquals("a\uFFFDb\uFFFD", call(instance, encoding, "a\uD83Cb\uDF88"));
        });
    }

    @Test
    void listsOfNumbersAreArraysAndOthersAreLists() {
        withInstance(SmallComponent.ECHO, ComponentLimits.DEFAULT, instance -> {
            double[] numbers = {1.5, Double.NEGATIVE_INFINITY, -0.0};
            assertArrayEquals(numbers, (double[]) call(instance, "numbers", numbers));
            assertArrayEquals(new double[] {2}, (double[]) call(instance, "numbers", List.of(2.0)));
            List<?> nested =
                    (List<?>) call(instance, "nested", List.of(Optional.empty(), Optional.of(List.of("x", new short[] {
                        1, (short) 0xFFFF
                    }))));
            assertEquals(VariantValue.NONE, nested.getFirst());
            List<?> pair = (List<?>) ((VariantValue) nested.getLast()).payload();
            assertEquals("x", pair.getFirst());
            assertArrayEquals(new short[] {1, -1}, (short[]) pair.getLast());
        });
    }

    @Test
    void anInstanceThatTrappedCannotBeEnteredAgain() {
        withInstance(SmallComponent.ECHO, ComponentLimits.DEFAULT, instance -> {
            assertEquals("a", call(instance, "utf8", "a"));
            assertTrap("unreachable", () -> call(instance, "trap"));
            assertTrap("cannot enter component instance", () -> call(instance, "utf8", "a"));
        });
    }

    @Test
    void handlesAreLimited() {
        ComponentLimits limits = new ComponentLimits(100, 1 << 20);
        withInstance(SmallComponent.ECHO, limits, instance -> {
            call(instance, "fill", 100L);
            assertEquals(100, instance.state(0).handles().size());
            assertTrap("more than 100 handles", () -> call(instance, "fill", 1L));
        });
    }

    @Test
    void liftedBytesAreLimited() {
        ComponentLimits limits = new ComponentLimits(100, 10);
        withInstance(SmallComponent.ECHO, limits, instance -> {
            assertEquals("0123456789", call(instance, "utf8", "0123456789"));
            assertTrap("more bytes than the limit", () -> call(instance, "utf8", "0123456789a"));
        });
    }

    @Test
    void hostResourcesAreHostObjectsAndDroppedOnce() {
        List<Thing> dropped = new ArrayList<>();
        HostInterface host = HostInterface.builder("test:abi/things@0.1.9")
                .resource("thing", Thing.class, dropped::add)
                .function(
                        "[constructor]thing",
                        "func(n: u32)",
                        (call, arguments) -> new Thing(((Long) arguments[0]).intValue()))
                .function("[method]thing.get-more", "func(by: u32) -> result<u32, string>", (call, arguments) -> {
                    if ((Long) arguments[1] == 0) {
                        throw new ComponentException("nothing more");
                    }
                    return ((Thing) arguments[0]).value + (Long) arguments[1];
                })
                .build();
        ComponentTestLanguage.run(language -> {
            ComponentInstance instance = language.instantiate(
                    SmallComponent.THINGS.bytes(), new HostImports(HostInterfaces.of(List.of(host))));
            assertEquals(VariantValue.ok(47L), call(instance, "run", 42L, 5L));
            assertEquals(1, dropped.size());
            assertEquals(42, dropped.getFirst().value);
            assertEquals(0, instance.state(0).handles().size());
            /* The realloc of this component always gives the same address, enough for one string. */
            assertEquals(VariantValue.error("nothing more"), call(instance, "run", 1L, 0L));
            assertEquals(2, dropped.size());
            return null;
        });
    }

    @Test
    void anotherInstanceProvidesImports() {
        ComponentTestLanguage.run(language -> {
            ComponentInstance provider = language.instantiate(SmallComponent.PROVIDER.bytes(), wanted -> null);
            ComponentInstance instance =
                    language.instantiate(SmallComponent.THINGS.bytes(), new InstanceImports(provider));
            assertEquals(VariantValue.ok(47L), call(instance, "run", 42L, 5L));
            assertEquals(1L, call(provider, "dropped"));
            assertEquals(VariantValue.ok(3L), call(instance, "run", 1L, 2L));
            assertEquals(2L, call(provider, "dropped"));
            return null;
        });
    }

    @Test
    void theHostMayNotEnterAnInstanceThatCallsIt() {
        byte[] guest = Guests.read("wat-str.component.wasm");
        ComponentFunction[] echo = new ComponentFunction[1];
        List<Object> logged = new ArrayList<>();
        HostInterface host = HostInterface.builder("")
                .function("log", "func(s: string)", (call, arguments) -> {
                    logged.add(arguments[0]);
                    return arguments[0].equals("again") ? echo[0].call("inner") : null;
                })
                .build();
        ComponentTestLanguage.run(language -> {
            ComponentInstance instance = language.instantiate(guest, new HostImports(HostInterfaces.of(List.of(host))));
            echo[0] = instance.exportedFunction("echo");
            assertEquals("plain", echo[0].call("plain"));
            assertTrap("cannot enter component instance", () -> echo[0].call("again"));
            assertEquals(List.of("plain", "again"), logged);
            return null;
        });
    }
}
