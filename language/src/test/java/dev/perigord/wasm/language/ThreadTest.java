package dev.perigord.wasm.language;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigord.wasm.embedding.SharedMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Java threads that share memories, in one context and in several. */
@Tag("immediate")
@Tag("fallback")
@Timeout(120)
class ThreadTest {
    private static final int THREADS = 4;
    private static final int ROUNDS = 20_000;

    /** Counts with atomic updates at 0, and with plain ones at 8 that the lock at 4 protects. */
    private static final String COUNTERS =
            """
            (module
              (import "env" "memory" (memory 1 4 shared))
              (func (export "count") (param $rounds i32)
                (loop $again
                  (drop (i32.atomic.rmw.add (i32.const 0) (i32.const 1)))
                  (local.set $rounds (i32.sub (local.get $rounds) (i32.const 1)))
                  (br_if $again (local.get $rounds))))
              (func $lock
                (block $taken
                  (loop $try
                    (br_if $taken
                      (i32.eqz (i32.atomic.rmw.cmpxchg (i32.const 4) (i32.const 0) (i32.const 1))))
                    (br $try))))
              (func $unlock (i32.atomic.store (i32.const 4) (i32.const 0)))
              (func (export "countLocked") (param $rounds i32)
                (loop $again
                  (call $lock)
                  (i64.store (i32.const 8) (i64.add (i64.load (i32.const 8)) (i64.const 1)))
                  (call $unlock)
                  (local.set $rounds (i32.sub (local.get $rounds) (i32.const 1)))
                  (br_if $again (local.get $rounds)))))
            """;

    /** Hands numbers over through a cell: the word at 0 says whether it is full, the number is at 8. */
    private static final String CHANNEL =
            """
            (module
              (import "env" "memory" (memory 1 4 shared))
              (func $await (param $full i32)
                (loop $again
                  (if (i32.ne (i32.atomic.load (i32.const 0)) (local.get $full))
                    (then
                      (drop (memory.atomic.wait32
                        (i32.const 0) (i32.eqz (local.get $full)) (i64.const -1)))
                      (br $again)))))
              (func $become (param $full i32)
                (i32.atomic.store (i32.const 0) (local.get $full))
                (drop (memory.atomic.notify (i32.const 0) (i32.const -1))))
              (func (export "produce") (param $count i32)
                (loop $again
                  (call $await (i32.const 0))
                  (i64.store (i32.const 8) (i64.extend_i32_u (local.get $count)))
                  (call $become (i32.const 1))
                  (local.set $count (i32.sub (local.get $count) (i32.const 1)))
                  (br_if $again (local.get $count))))
              (func (export "consume") (param $count i32) (result i64)
                (local $sum i64)
                (loop $again
                  (call $await (i32.const 1))
                  (local.set $sum (i64.add (local.get $sum) (i64.load (i32.const 8))))
                  (call $become (i32.const 0))
                  (local.set $count (i32.sub (local.get $count) (i32.const 1)))
                  (br_if $again (local.get $count)))
                (local.get $sum)))
            """;

    private static Source source(String text) {
        return Source.newBuilder("wasm", text, "test.wat")
                .mimeType("text/x-wat")
                .buildLiteral();
    }

    private static Value instantiate(Context context, String text, SharedMemory memory) {
        Object imports = ProxyObject.fromMap(Map.of("env", ProxyObject.fromMap(Map.of("memory", memory))));
        return context.eval(source(text)).newInstance(imports).getMember("exports");
    }

    private static <T> List<T> inThreads(List<Callable<T>> tasks) throws Exception {
        CyclicBarrier start = new CyclicBarrier(tasks.size());
        try (ExecutorService threads = Executors.newFixedThreadPool(tasks.size())) {
            List<Future<T>> results = new ArrayList<>();
            for (Callable<T> task : tasks) {
                results.add(threads.submit(() -> {
                    start.await();
                    return task.call();
                }));
            }
            List<T> values = new ArrayList<>();
            for (Future<T> result : results) {
                values.add(result.get());
            }
            return values;
        }
    }

    private static Callable<Value> counting(Value exports) {
        return () -> {
            exports.invokeMember("count", ROUNDS);
            return exports.invokeMember("countLocked", ROUNDS);
        };
    }

    private static void assertCounted(SharedMemory memory) {
        int expected = THREADS * ROUNDS;
        assertArrayEquals(
                new byte[] {(byte) expected, (byte) (expected >> 8), (byte) (expected >> 16), 0}, memory.get(0, 4));
        assertArrayEquals(memory.get(0, 4), memory.get(8, 4), "the lock protects plain accesses");
    }

    @Test
    void threadsOfOneContextCountTogether() throws Exception {
        SharedMemory memory = SharedMemory.allocate(1, 4);
        try (Context context = Context.create("wasm")) {
            Value exports = instantiate(context, COUNTERS, memory);
            List<Callable<Value>> tasks = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                tasks.add(counting(exports));
            }
            inThreads(tasks);
            assertCounted(memory);
        }
    }

    @Test
    void contextsCountTogether() throws Exception {
        SharedMemory memory = SharedMemory.allocate(1, 4);
        try (Engine engine = Engine.create("wasm")) {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                tasks.add(() -> {
                    try (Context context =
                            Context.newBuilder("wasm").engine(engine).build()) {
                        counting(instantiate(context, COUNTERS, memory)).call();
                        return null;
                    }
                });
            }
            inThreads(tasks);
            assertCounted(memory);
        }
    }

    @Test
    void whatIsProducedIsConsumed() throws Exception {
        SharedMemory memory = SharedMemory.allocate(1, 4);
        int count = 1000;
        try (Context producer = Context.create("wasm");
                Context consumer = Context.create("wasm")) {
            Value produce = instantiate(producer, CHANNEL, memory).getMember("produce");
            Value consume = instantiate(consumer, CHANNEL, memory).getMember("consume");
            List<Value> results = inThreads(List.of(() -> produce.execute(count), () -> consume.execute(count)));
            assertEquals(count * (count + 1L) / 2, results.get(1).asLong());
        }
    }

    private static final String WAITING =
            """
            (module
              (memory (export "memory") 1 1 shared)
              (func (export "wait") (param $timeout i64) (result i32)
                (memory.atomic.wait32 (i32.const 0) (i32.const 0) (local.get $timeout)))
              (func (export "waitForOne") (result i32)
                (memory.atomic.wait32 (i32.const 0) (i32.const 1) (i64.const -1)))
              (func (export "notify") (result i32) (memory.atomic.notify (i32.const 0) (i32.const 1))))
            """;

    @Test
    void waitingEndsWithTheTimeOrAtOnce() {
        try (Context context = Context.create("wasm")) {
            Value exports = context.eval(source(WAITING)).newInstance().getMember("exports");
            assertEquals(2, exports.invokeMember("wait", 1_000_000).asInt(), "the time is over");
            assertEquals(2, exports.invokeMember("wait", 0).asInt(), "there is no time");
            assertEquals(1, exports.invokeMember("waitForOne").asInt(), "memory holds something else");
            assertEquals(0, exports.invokeMember("notify").asInt(), "nobody waits");
        }
    }

    @Test
    void aThreadWakesAnother() throws Exception {
        try (Context context = Context.create("wasm");
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Value exports = context.eval(source(WAITING)).newInstance().getMember("exports");
            Future<Value> waiting = threads.submit(() -> exports.invokeMember("wait", -1));
            while (exports.invokeMember("notify").asInt() == 0) {
                Thread.onSpinWait();
            }
            assertEquals(0, waiting.get().asInt());
        }
    }

    @Test
    void closingTheContextEndsAWait() throws Exception {
        Context context = Context.create("wasm");
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Value exports = context.eval(source(WAITING)).newInstance().getMember("exports");
            Future<Value> waiting = threads.submit(() -> exports.invokeMember("wait", -1));
            Thread.sleep(200);
            context.close(true);
            ExecutionException ended = assertThrows(ExecutionException.class, waiting::get);
            assertTrue(((PolyglotException) ended.getCause()).isCancelled(), ended::toString);
        }
    }

    @Test
    void treesAreBuiltOnceByThreadsTogether() throws Exception {
        StringBuilder module = new StringBuilder("(module (func $f0 (result i32) (i32.const 1))");
        for (int i = 1; i < 300; i++) {
            module.append("(func $f%d (result i32) (i32.add (call $f%d) (i32.const 1)))".formatted(i, i - 1));
        }
        // Byte code calls byte code without anything that could be counted.
        try (Context context =
                Context.newBuilder("wasm").option("wasm.Execution", "tree").build()) {
            Value parsed = context.eval(source(module + "(export \"f\" (func $f299)))"));
            Value exports = parsed.newInstance().getMember("exports");
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                tasks.add(() -> exports.invokeMember("f").asInt());
            }
            assertEquals(List.of(300, 300, 300, 300), inThreads(tasks));
            Value built = context.getBindings("wasm").invokeMember("builtFunctions", parsed);
            assertEquals(300, built.asInt());
        }
    }

    @Test
    void memoriesAndTablesGrowInThreads() throws Exception {
        String text =
                """
                (module
                  (memory (export "memory") 0 400 shared)
                  (table (export "table") 0 externref)
                  (func (export "grow") (param $rounds i32)
                    (loop $again
                      (drop (memory.grow (i32.const 1)))
                      (drop (table.grow (ref.null extern) (i32.const 1)))
                      (local.set $rounds (i32.sub (local.get $rounds) (i32.const 1)))
                      (br_if $again (local.get $rounds)))))
                """;
        try (Context context = Context.create("wasm")) {
            Value exports = context.eval(source(text)).newInstance().getMember("exports");
            List<Callable<Value>> tasks = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                tasks.add(() -> exports.invokeMember("grow", 100));
            }
            inThreads(tasks);
            assertEquals(400L << 16, exports.getMember("memory").getBufferSize());
            assertEquals(400, exports.getMember("table").getArraySize());
        }
    }

    @Test
    void theHostReadsAndWritesSharedMemory() {
        SharedMemory memory = SharedMemory.allocate(1, 3);
        try (Context context = Context.create("wasm")) {
            Value exports = instantiate(
                    context,
                    "(module (import \"env\" \"memory\" (memory $m 1 4 shared)) (export \"memory\" (memory $m))"
                            + " (func (export \"first\") (result i32) (i32.load8_u (i32.const 0)))"
                            + " (func (export \"grow\") (result i32) (memory.grow (i32.const 2))))",
                    memory);
            memory.put(0, new byte[] {42});
            assertEquals(42, exports.invokeMember("first").asInt());
            exports.getMember("memory").writeBufferByte(1, (byte) 43);
            assertArrayEquals(new byte[] {42, 43}, memory.get(0, 2));
            assertEquals(1, exports.invokeMember("grow").asInt());
            assertEquals(3 << 16, memory.size());
        }
        assertThrows(IndexOutOfBoundsException.class, () -> memory.get((3 << 16) - 1, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> memory.put(-1, new byte[1]));
        assertThrows(IllegalArgumentException.class, () -> SharedMemory.allocate(2, 1));
        assertThrows(IllegalArgumentException.class, () -> SharedMemory.allocate(0, 65537));
    }

    @Test
    void aSharedMemoryMustFitTheImport() {
        try (Context context = Context.create("wasm")) {
            SharedMemory memory = SharedMemory.allocate(1, 8);
            PolyglotException wrong =
                    assertThrows(PolyglotException.class, () -> instantiate(context, COUNTERS, memory));
            assertTrue(wrong.getMessage().startsWith("incompatible import type"), wrong.getMessage());
        }
    }

    /** Threads of a script wait for each other, so they must run at the same time. */
    @Test
    void threadsOfAScriptRunTogether() {
        String script =
                """
                (module $Mem (memory (export "shared") 1 1 shared))
                (register "mem" $Mem)
                (thread $T1 (shared (module $Mem))
                  (register "mem" $Mem)
                  (module
                    (memory (import "mem" "shared") 1 1 shared)
                    (func (export "run") (result i32)
                      (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const -1))))
                  (assert_return (invoke "run") (i32.const 0)))
                (thread $T2 (shared (module $Mem))
                  (register "mem" $Mem)
                  (module
                    (memory (import "mem" "shared") 1 1 shared)
                    (func (export "run")
                      (loop $again
                        (br_if $again
                          (i32.eqz (memory.atomic.notify (i32.const 0) (i32.const 1)))))))
                  (assert_return (invoke "run")))
                (wait $T1)
                (wait $T2)
                """;
        try (Context context =
                Context.newBuilder("wasm").allowCreateThread(true).build()) {
            Value report = context.eval(Source.newBuilder("wasm", script, "threads.wast")
                    .mimeType("text/x-wast")
                    .buildLiteral());
            assertEquals(0, report.getMember("failed").asInt(), () -> report.getMember("failures")
                    .toString());
            assertEquals(2, report.getMember("passed").asInt());
        }
    }
}
