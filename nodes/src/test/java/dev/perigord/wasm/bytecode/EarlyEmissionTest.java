package dev.perigord.wasm.bytecode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.perigord.wasm.instantiation.ModuleLoader;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.text.TextParser;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** What is emitted before it is called, and who emits it. */
class EarlyEmissionTest {
    private final List<Integer> emitted = new ArrayList<>();

    private byte[] emit(int functionIndex) {
        emitted.add(functionIndex);
        return new byte[] {(byte) functionIndex};
    }

    private static ModuleDefinition module(String functions) {
        byte[] bytes = TextParser.parseModule("(module (import \"m\" \"f\" (func)) " + functions + ")")
                .binary();
        return ModuleLoader.decode(bytes, 0, bytes.length);
    }

    private EarlyEmission early(String functions) {
        return new EarlyEmission(module(functions), this::emit, Runnable::run);
    }

    @Test
    void whatAFunctionCallsIsEmittedInTheOrderOfTheCalls() {
        EarlyEmission early = early("(func call 2 call 0 call 4) (func call 3) (func) (func call 1) (func)");
        early.expect(1);
        assertEquals(List.of(1, 2, 3, 4), emitted);
    }

    @Test
    void callsThatDoNotReturnAreLeftOut() {
        EarlyEmission early = early("(func block br 0 call 2 unreachable end call 3) (func) (func)");
        early.expect(1);
        assertEquals(List.of(1, 3), emitted);
    }

    @Test
    void aTailCallIsACall() {
        EarlyEmission early = early("(func return_call 2) (func)");
        early.expect(1);
        assertEquals(List.of(1, 2), emitted);
    }

    @Test
    void ofALargeProgramOnlyTheBeginningIsEmitted() {
        String large = "(func call 2 " + "nop ".repeat(EarlyEmission.LIMIT) + ")";
        early(large + "(func)").expect(1);
        assertEquals(List.of(1), emitted);
    }

    @Test
    void eachFunctionIsEmittedOnce() {
        EarlyEmission early = early("(func call 2 call 3) (func) (func)");
        byte[] taken = early.take(2);
        early.expect(1);
        assertEquals(List.of(2, 1, 3), emitted);
        assertEquals(2, taken[0]);
        assertEquals(3, early.take(3)[0]);
        assertEquals(List.of(2, 1, 3), emitted);
    }

    @Test
    void whatFailsEarlyFailsWhereItIsAskedFor() {
        IntFunction<byte[]> failing = functionIndex -> {
            emitted.add(functionIndex);
            throw new StackOverflowError();
        };
        EarlyEmission early = new EarlyEmission(module("(func call 2) (func)"), failing, Runnable::run);
        early.expect(1);
        assertEquals(List.of(1, 2), emitted);
        assertThrows(StackOverflowError.class, () -> early.take(2));
        assertEquals(List.of(1, 2, 2), emitted);
    }

    @Test
    void whoAsksWhileAFunctionIsEmittedWaitsAndStaysInterrupted() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        byte[] result = {7};
        IntFunction<byte[]> slow = functionIndex -> {
            begun.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return result;
        };
        EarlyEmission early = new EarlyEmission(
                module("(func)"), slow, task -> Thread.ofPlatform().start(task));
        early.expect(1);
        begun.await();
        CompletableFuture<byte[]> taken = new CompletableFuture<>();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread asking = Thread.ofPlatform().start(() -> {
            Thread.currentThread().interrupt();
            taken.complete(early.take(1));
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        goOn.countDown();
        asking.join();
        assertSame(result, taken.join());
        assertEquals(true, interrupted.join());
    }
}
