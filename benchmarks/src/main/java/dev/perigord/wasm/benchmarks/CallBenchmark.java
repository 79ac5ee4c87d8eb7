package dev.perigord.wasm.benchmarks;

import java.util.concurrent.TimeUnit;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a call costs under the calling convention: by number of results, inlined or not, direct or through a table. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class CallBenchmark {
    private static final int CALLS = 1_000_000;

    private static final String MODULE =
            """
            (module
              (type $unary (func (param i32) (result i32)))
              (table funcref (elem $one))
              (func $none (param i32) (global.set $sink (local.get 0)))
              (func $one (param i32) (result i32) (i32.add (local.get 0) (i32.const 1)))
              (func $two (param i32) (result i32 i32) (i32.add (local.get 0) (i32.const 1)) (local.get 0))
              (func $four (param i32) (result i32 i32 i32 i32)
                (i32.add (local.get 0) (i32.const 1)) (local.get 0) (local.get 0) (local.get 0))
              (global $sink (mut i32) (i32.const 0))
              (func (export "none") (param $n i32) (result i32)
                (loop $l (call $none (local.get $n))
                  (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                (global.get $sink))
              (func (export "one") (param $n i32) (result i32) (local $s i32)
                (loop $l (local.set $s (call $one (local.get $s)))
                  (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                (local.get $s))
              (func (export "two") (param $n i32) (result i32) (local $s i32)
                (loop $l (drop (call $two (local.get $s))) (local.set $s)
                  (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                (local.get $s))
              (func (export "four") (param $n i32) (result i32) (local $s i32)
                (loop $l (call $four (local.get $s)) (drop) (drop) (drop) (local.set $s)
                  (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                (local.get $s))
              (func (export "indirect") (param $n i32) (result i32) (local $s i32)
                (loop $l (local.set $s (call_indirect (type $unary) (local.get $s) (i32.const 0)))
                  (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
                (local.get $s)))
            """;

    /** The exported loop. */
    @Param({"none", "one", "two", "four", "indirect"})
    public String loop;

    /** Whether Truffle may inline calls. */
    @Param({"true", "false"})
    public String inlining;

    private Context context;
    private Value function;

    /** Instantiates the module. */
    @Setup
    public void setUp() {
        context = Context.newBuilder("wasm")
                .allowExperimentalOptions(true)
                .option("compiler.Inlining", inlining)
                .build();
        Source source = Source.newBuilder("wasm", MODULE, "calls.wat")
                .mimeType("text/x-wat")
                .buildLiteral();
        function = context.eval(source).newInstance().getMember("exports").getMember(loop);
    }

    /** Closes the context. */
    @TearDown
    public void tearDown() {
        context.close();
    }

    /** A million calls. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public int calls() {
        return function.execute(CALLS).asInt();
    }
}
