package dev.perigord.wasm.component.linking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigord.wasm.component.binary.ComponentDecoder;
import dev.perigord.wasm.component.testing.CoreModuleHeader;
import dev.perigord.wasm.component.testing.Guests;
import dev.perigord.wasm.component.validation.ComponentValidator;
import dev.perigord.wasm.component.validation.ValidatedComponent;
import dev.perigord.wasm.module.Feature;
import dev.perigord.wasm.module.InvalidException;
import dev.perigord.wasm.module.MalformedException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Real components decode, validate and link; damaged ones are refused in an orderly way. */
class GuestsTest {
    private static final long SEED = 20_250_117;
    private static final int MUTATIONS = 3_000;

    private static ValidatedComponent validate(byte[] bytes) {
        return ComponentValidator.validate(ComponentDecoder.decode(bytes, CoreModuleHeader::decode), Feature.DEFAULT);
    }

    @TestFactory
    Stream<DynamicTest> decodeValidateAndLink() {
        return Guests.components().stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> link(file)));
    }

    private static void link(Path file) {
        ValidatedComponent component = validate(Guests.read(file));
        LinkPlan plan = Linker.link(component);
        assertEquals(component.type().imports().size(), plan.imports().size());
        assertEquals(component.type().exports().keySet(), plan.exports().keySet());
        checkOrder(plan);
    }

    /** Every step uses only what earlier steps made. */
    private static void checkOrder(LinkPlan plan) {
        Set<CoreItem> made = new HashSet<>();
        Set<Integer> instances = new HashSet<>();
        for (LinkStep step : plan.steps()) {
            switch (step) {
                case LinkStep.InstantiateModule instantiate -> {
                    assertEquals(
                            instantiate.module().type().imports().size(),
                            instantiate.arguments().size());
                    instantiate.arguments().forEach(argument -> checkMade(argument, made, instances));
                    assertTrue(instances.add(instantiate.instance()));
                }
                case LinkStep.ExtractMemory extract -> checkMade(extract.memory(), made, instances);
                case LinkStep.ExtractFunction extract -> checkMade(extract.function(), made, instances);
                case LinkStep.ExtractTable extract -> checkMade(extract.table(), made, instances);
                case LinkStep.MakeTrampoline(int index) -> made.add(new CoreItem.Made(index));
                case LinkStep.DefineResource _, LinkStep.LiftFunction _ -> {}
            }
        }
        assertEquals(plan.coreInstances(), instances.size());
        assertEquals(plan.trampolines().size(), made.size());
    }

    private static void checkMade(CoreItem item, Set<CoreItem> made, Set<Integer> instances) {
        assertTrue(
                switch (item) {
                    case CoreItem.InstanceExport export -> instances.contains(export.instance());
                    case CoreItem.Made _ -> made.contains(item);
                },
                item.toString());
    }

    @Test
    void exportedInterfaceIsAnInstanceOfFunctions() {
        LinkPlan plan = Linker.link(validate(Guests.read("hello-c-clang19.wasip2.component.wasm")));
        var run = assertInstanceOf(LinkedExport.Instance.class, plan.exports().get("wasi:cli/run@0.2.12"));
        var function =
                assertInstanceOf(LinkedExport.Function.class, run.exports().get("run"));
        assertEquals("func() -> result", function.type().toString());
        assertInstanceOf(FunctionSource.Lifted.class, function.source());
        assertEquals(List.of(), plan.beyondPreview2());
    }

    @Test
    void asyncGuestLinks() {
        LinkPlan plan = Linker.link(validate(Guests.read("c3-async.component.wasm")));
        assertEquals(List.of(), plan.beyondPreview2());
        assertTrue(plan.liftedFunctions().stream()
                .anyMatch(function -> function.options().async()));
        assertTrue(plan.trampolines().stream()
                .anyMatch(trampoline -> trampoline instanceof Trampoline.Lower lower
                        && lower.options().async()));
    }

    @Test
    void damagedGuestsAreRefusedOrValid() {
        Random random = new Random(SEED);
        List<byte[]> guests = Guests.components().stream()
                .map(Guests::read)
                .filter(bytes -> bytes.length < 50_000)
                .toList();
        assertFalse(guests.isEmpty());
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] original = guests.get(random.nextInt(guests.size()));
            boolean truncate = random.nextInt(10) == 0;
            byte[] bytes = Arrays.copyOf(original, truncate ? random.nextInt(original.length) : original.length);
            for (int flips = random.nextInt(3) + (truncate ? 0 : 1); flips > 0 && bytes.length > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                Linker.link(validate(bytes));
            } catch (MalformedException | InvalidException refused) {
                assertFalse(refused.getMessage().isEmpty());
            }
        }
    }
}
