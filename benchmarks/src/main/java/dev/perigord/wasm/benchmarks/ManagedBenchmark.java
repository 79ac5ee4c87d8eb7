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

/** What structures, arrays, casts, exceptions, tail calls and continuations cost, for each iteration of a loop. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED")
@State(Scope.Benchmark)
public class ManagedBenchmark {
    private static final int ITERATIONS = 100_000;

    private static final String MODULE =
            """
            (module
              (type $point (sub (struct (field (mut i32)) (field (mut i32)))))
              (type $node (struct (field i32) (field (ref null $node))))
              (type $sub (sub $point (struct (field (mut i32)) (field (mut i32)) (field f64))))
              (type $ints (array (mut i32)))
              (type $f (func (param i32 i64) (result i64)))
              (tag $e (param i32))
              (elem declare func $tail $tailref)
              (func (export "points") (param $n i32) (result i32) (local $i i32) (local $s i32) (local $p (ref null $point))
                (loop $l
                  (local.set $p (struct.new $point (local.get $i) (i32.const 3)))
                  (local.set $s (i32.add (local.get $s) (i32.add (struct.get $point 0 (local.get $p)) (struct.get $point 1 (local.get $p)))))
                  (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
                (local.get $s))
              (func (export "list") (param $n i32) (result i32) (local $i i32) (local $s i32) (local $p (ref null $node))
                (loop $l
                  (local.set $p (struct.new $node (local.get $i) (local.get $p)))
                  (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
                (loop $m
                  (local.set $s (i32.add (local.get $s) (struct.get $node 0 (local.get $p))))
                  (local.set $p (struct.get $node 1 (local.get $p)))
                  (br_if $m (i32.eqz (ref.is_null (local.get $p)))))
                (local.get $s))
              (func (export "casts") (param $n i32) (result i32) (local $i i32) (local $s i32) (local $a (ref null any)) (local $b (ref null any)) (local $t (ref null any))
                (local.set $a (struct.new $point (i32.const 1) (i32.const 3)))
                (local.set $b (struct.new $sub (i32.const 2) (i32.const 3) (f64.const 1)))
                (loop $l
                  (local.set $t (select (result (ref null any)) (local.get $a) (local.get $b) (i32.and (local.get $i) (i32.const 1))))
                  (local.set $s (i32.add (local.get $s) (struct.get $point 0 (ref.cast (ref $point) (local.get $t)))))
                  (if (ref.test (ref $sub) (local.get $t)) (then (local.set $s (i32.add (local.get $s) (i32.const 1)))))
                  (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
                (local.get $s))
              (func (export "array") (param $n i32) (result i32) (local $i i32) (local $s i32) (local $a (ref null $ints))
                (local.set $a (array.new $ints (i32.const 7) (i32.const 1024)))
                (loop $l
                  (array.set $ints (local.get $a) (i32.and (local.get $i) (i32.const 1023)) (local.get $s))
                  (local.set $s (i32.add (local.get $s) (array.get $ints (local.get $a) (i32.and (i32.mul (local.get $i) (i32.const 7)) (i32.const 1023)))))
                  (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
                (local.get $s))
              (func $thrower (param i32) (throw $e (local.get 0)))
              (func (export "throws") (param $n i32) (result i32) (local $i i32) (local $s i32)
                (loop $l
                  (local.set $s (i32.add (local.get $s) (block $c (result i32) (try_table (catch $e $c) (call $thrower (local.get $i))) (i32.const 0))))
                  (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n))))
                (local.get $s))
              (func $tail (type $f) (if (result i64) (i32.eqz (local.get 0)) (then (local.get 1))
                 (else (return_call $tail (i32.sub (local.get 0) (i32.const 1)) (i64.add (local.get 1) (i64.extend_i32_u (local.get 0)))))))
              (func (export "tail") (param $n i32) (result i32) (i32.wrap_i64 (call $tail (local.get $n) (i64.const 0))))
              (func $tailref (type $f) (if (result i64) (i32.eqz (local.get 0)) (then (local.get 1))
                 (else (return_call_ref $f (i32.sub (local.get 0) (i32.const 1)) (i64.add (local.get 1) (i64.extend_i32_u (local.get 0))) (ref.func $tailref)))))
              (func (export "tailref") (param $n i32) (result i32) (i32.wrap_i64 (call $tailref (local.get $n) (i64.const 0))))
              (type $g (func))
              (type $k (cont $g))
              (tag $yield (param i32))
              (elem declare func $generate)
              (global $limit (mut i32) (i32.const 0))
              (func $generate (local $i i32)
                (loop $l
                  (suspend $yield (local.get $i))
                  (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (global.get $limit)))))
              (func (export "generator") (param $n i32) (result i32) (local $s i32) (local $k (ref null $k))
                (global.set $limit (local.get $n))
                (local.set $k (cont.new $k (ref.func $generate)))
                (loop $l
                  (block $on (result i32 (ref $k))
                    (resume $k (on $yield $on) (local.get $k))
                    (return (local.get $s)))
                  (local.set $k)
                  (local.set $s (i32.add (local.get $s)))
                  (br $l))
                (unreachable)))
            """;

    /** The exported function. */
    @Param({"points", "list", "casts", "array", "throws", "tail", "tailref", "generator"})
    public String kernel;

    private Context context;
    private Value function;

    /** Makes the instance. */
    @Setup
    public void open() {
        context = Context.newBuilder("wasm")
                .allowExperimentalOptions(true)
                .option("wasm.StackSwitching", "true")
                .build();
        Source source = Source.newBuilder("wasm", MODULE, "managed.wat")
                .mimeType("text/x-wat")
                .buildLiteral();
        function = context.eval(source).newInstance().getMember("exports").getMember(kernel);
    }

    /** Ends the context. */
    @TearDown
    public void close() {
        context.close();
    }

    /** Runs the kernel. */
    @Benchmark
    @OperationsPerInvocation(ITERATIONS)
    public int run() {
        return function.execute(ITERATIONS).asInt();
    }
}
