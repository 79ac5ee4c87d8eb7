package dev.perigord.wasm.bytecode;

import dev.perigord.wasm.binary.InstructionReader;
import dev.perigord.wasm.module.Instruction;
import dev.perigord.wasm.module.ModuleDefinition;
import dev.perigord.wasm.module.ModuleDefinition.Range;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.IntFunction;

/**
 * Emits functions on another thread before they are called: one that is expected to run, and those that it calls. Each is emitted
 * once, by whoever comes first; who comes later waits.
 */
final class EarlyEmission {
    /** How many bytes of instructions are emitted early: of what a large program may call, most would not be called soon. */
    static final int LIMIT = 16_000;

    /** Stands for a function that has been asked for. */
    private static final FutureTask<byte[]> TAKEN = new FutureTask<>(() -> null);

    private final ModuleDefinition definition;
    private final IntFunction<byte[]> emitter;
    private final Executor worker;
    private final Map<Integer, FutureTask<byte[]>> tasks = new ConcurrentHashMap<>();

    /**
     * Nothing is emitted yet.
     *
     * @param emitter gives the class of a function, on any thread
     * @param worker where functions are emitted early
     */
    EarlyEmission(ModuleDefinition definition, IntFunction<byte[]> emitter, Executor worker) {
        this.definition = definition;
        this.emitter = emitter;
        this.worker = worker;
    }

    /** Emits a function that will be called, and what it calls. */
    void expect(int functionIndex) {
        worker.execute(() -> follow(functionIndex));
    }

    /** The class of a function that is called now. */
    byte[] take(int functionIndex) {
        FutureTask<byte[]> early = tasks.put(functionIndex, TAKEN);
        byte[] emitted = early == null || early == TAKEN ? null : result(early);
        return emitted == null ? emitter.apply(functionIndex) : emitted;
    }

    /** What has been emitted, when that is done, or {@code null} if it failed: emitting it again fails where it must. */
    private static byte[] result(FutureTask<byte[]> task) {
        boolean isInterrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    isInterrupted = true;
                }
            }
        } catch (ExecutionException e) {
            return null;
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Emits in the order in which functions would be called if every call were made. */
    private void follow(int root) {
        Deque<Integer> waiting = new ArrayDeque<>();
        BitSet seen = new BitSet();
        int size = 0;
        waiting.push(root);
        while (!waiting.isEmpty() && size < LIMIT) {
            int functionIndex = waiting.pop();
            if (functionIndex >= definition.importedFunctions() && !seen.get(functionIndex)) {
                seen.set(functionIndex);
                Range instructions = definition
                        .codes()
                        .get(functionIndex - definition.importedFunctions())
                        .instructions();
                size += instructions.end() - instructions.start();
                emit(functionIndex);
                calls(instructions).reversed().forEach(waiting::push);
            }
        }
    }

    private void emit(int functionIndex) {
        FutureTask<byte[]> task = new FutureTask<>(() -> emitter.apply(functionIndex));
        if (tasks.putIfAbsent(functionIndex, task) == null) {
            task.run();
        }
    }

    /** The functions that are called, in order, but those that are not expected to return: programs rarely end so. */
    private List<Integer> calls(Range instructions) {
        InstructionReader reader =
                new InstructionReader(definition.bytes(), instructions.start(), instructions.end(), definition.types());
        List<Integer> calls = new ArrayList<>();
        boolean afterCall = false;
        while (reader.hasMore()) {
            Instruction instruction = reader.next();
            if (instruction == Instruction.CALL || instruction == Instruction.RETURN_CALL) {
                calls.add(reader.index);
            } else if (instruction == Instruction.UNREACHABLE && afterCall) {
                calls.removeLast();
            }
            afterCall = instruction == Instruction.CALL;
        }
        return calls;
    }
}
