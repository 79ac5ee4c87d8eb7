package dev.perigord.wasm.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.truffle.api.debug.Breakpoint;
import com.oracle.truffle.api.debug.Debugger;
import com.oracle.truffle.api.debug.DebuggerSession;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Contexts, threads and tools. */
@Tag("fallback")
class EngineTest {
    private static final String FACTORIAL =
            """
            (module
              (func $factorial (export "factorial") (param $n i64) (result i64)
                (if (result i64) (i64.eqz (local.get $n))
                  (then (i64.const 1))
                  (else
                    (i64.mul
                      (local.get $n)
                      (call $factorial (i64.sub (local.get $n) (i64.const 1)))))))
              (func (export "unused") (result i32) (i32.const 1)))
            """;

    private static Source source(String text) {
        return Source.newBuilder("wasm", text, "test.wat")
                .mimeType("text/x-wat")
                .buildLiteral();
    }

    @Test
    void contextsOfOneEngineShareTheModule() {
        Source source = source(FACTORIAL);
        try (Engine engine = Engine.create("wasm");
                Context first = Context.newBuilder("wasm").engine(engine).build();
                Context second = Context.newBuilder("wasm").engine(engine).build()) {
            Value module = first.eval(source);
            assertEquals(120, run(module));
            // The second context finds the AST that the first one built, and builds none itself.
            assertEquals(1, builtFunctions(first, module));
            Value again = second.eval(source);
            assertEquals(1, builtFunctions(second, again), "functions are built by another context already");
            assertEquals(120, run(again));
            assertEquals(1, builtFunctions(second, again), "nothing was built a second time");
        }
    }

    private static long run(Value module) {
        return module.newInstance()
                .getMember("exports")
                .invokeMember("factorial", 5)
                .asLong();
    }

    private static int builtFunctions(Context context, Value module) {
        return context.getBindings("wasm")
                .invokeMember("builtFunctions", module)
                .asInt();
    }

    @Test
    void aContextPerThreadOnOneEngine() throws Exception {
        Source source = source(FACTORIAL);
        try (Engine engine = Engine.create("wasm");
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Long>> results = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                results.add(threads.submit(() -> {
                    try (Context context =
                            Context.newBuilder("wasm").engine(engine).build()) {
                        return run(context.eval(source));
                    }
                }));
            }
            for (Future<Long> result : results) {
                assertEquals(120, result.get(1, TimeUnit.MINUTES));
            }
        }
    }

    @Test
    void closingTheContextEndsALoop() throws Exception {
        Context context = Context.create("wasm");
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Value exports = context.eval(source("(module (func (export \"spin\") (loop $l (br $l))))"))
                    .newInstance()
                    .getMember("exports");
            Future<?> spinning = threads.submit(() -> exports.invokeMember("spin"));
            Thread.sleep(200);
            context.close(true);
            Exception ended = assertThrows(Exception.class, () -> spinning.get(1, TimeUnit.MINUTES));
            assertTrue(((PolyglotException) ended.getCause()).isCancelled(), () -> ended.toString());
        }
    }

    @Test
    void closingTheContextEndsASleep() throws Exception {
        String text =
                """
                (module
                  (import "wasi_snapshot_preview1" "poll_oneoff"
                    (func $poll (param i32 i32 i32 i32) (result i32)))
                  (memory (export "memory") 1)
                  (func (export "sleep")
                    ;; one subscription: the monotonic clock, in a thousand seconds
                    (i32.store (i32.const 16) (i32.const 1))
                    (i64.store (i32.const 24) (i64.const 1000000000000))
                    (drop (call $poll (i32.const 0) (i32.const 64) (i32.const 1) (i32.const 128)))))
                """;
        Context context = Context.create("wasm");
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Value exports = context.eval(source(text)).newInstance().getMember("exports");
            Future<?> sleeping = threads.submit(() -> exports.invokeMember("sleep"));
            Thread.sleep(200);
            long start = System.nanoTime();
            context.close(true);
            Exception ended = assertThrows(Exception.class, () -> sleeping.get(1, TimeUnit.MINUTES));
            assertTrue(((PolyglotException) ended.getCause()).isCancelled(), () -> ended.toString());
            assertTrue(System.nanoTime() - start < 30_000_000_000L, "a thousand seconds were not waited for");
        }
    }

    @Test
    void aBreakpointStopsInAFunction() {
        try (Engine engine = Engine.create("wasm");
                Context context = Context.newBuilder("wasm").engine(engine).build()) {
            List<String> stops = new ArrayList<>();
            Debugger debugger = Debugger.find(engine);
            try (DebuggerSession session = debugger.startSession(event -> {
                stops.add(event.getTopStackFrame().getName() + ":"
                        + event.getSourceSection().getStartLine());
                event.prepareContinue();
            })) {
                Source source = source(
                        """
                        (module
                          (global $g (mut i32) (i32.const 0))
                          (func $count (param i32)
                            (global.set $g
                              (i32.add (global.get $g) (local.get 0))))
                          (func (export "run") (result i32)
                            (call $count (i32.const 1))
                            (call $count (i32.const 2))
                            (global.get $g)))
                        """);
                Value module = context.eval(source);
                session.install(Breakpoint.newBuilder(source.getURI()).lineIs(4).build());
                assertEquals(
                        3,
                        module.newInstance()
                                .getMember("exports")
                                .invokeMember("run")
                                .asInt());
            }
            assertEquals(List.of("count:4", "count:4"), stops);
        }
    }

    /** Computations and what is done with them are one node, unless a tool looks at statements. */
    @Test
    void breakpointsStopAtStatementsAndTrapsNameInstructions() {
        Source source = source(
                """
                (module
                  (func $sum (export "sum") (param $n i32) (param $divisor i32) (result i32)
                    (local $sum i32)
                    block
                      local.get $n
                      local.get $divisor
                      i32.div_s
                      local.set $sum
                      local.get $sum
                      i32.const 3
                      i32.lt_s
                      br_if 0
                      i32.const 3
                      local.set $sum
                    end
                    local.get $sum))
                """);
        try (Engine engine = Engine.newBuilder("wasm")
                        .option("wasm.Execution", "tree")
                        .build();
                Context context = Context.newBuilder("wasm").engine(engine).build()) {
            Value exports = context.eval(source).newInstance().getMember("exports");
            assertEquals(3, exports.invokeMember("sum", 100, 2).asInt());
            PolyglotException trap = assertThrows(PolyglotException.class, () -> exports.invokeMember("sum", 1, 0));
            assertEquals(7, trap.getSourceLocation().getStartLine());
            List<Integer> stops = new ArrayList<>();
            try (DebuggerSession session = Debugger.find(engine).startSession(event -> {
                stops.add(event.getSourceSection().getStartLine());
                event.prepareContinue();
            })) {
                for (int line : List.of(8, 12, 14)) {
                    session.install(
                            Breakpoint.newBuilder(source.getURI()).lineIs(line).build());
                }
                assertEquals(2, exports.invokeMember("sum", 4, 2).asInt());
                assertEquals(3, exports.invokeMember("sum", 8, 2).asInt());
            }
            assertEquals(List.of(8, 12, 8, 12, 14), stops);
        }
    }
}
