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

/** What kernels cost with vector instructions and without, for each 16 bytes of data. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 15, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class VectorBenchmark {
    private static final int VECTORS = 4096;
    private static final int BYTES = 16 * VECTORS;

    /** Data from 0 and from 64 KiB on, results from 128 KiB on. Each function takes the number of bytes. */
    private static final String MODULE =
            """
            (module
              (memory 3)
              (func (export "add-i8-vector") (param $n i32) (local $i i32)
                (loop $l
                  (v128.store offset=131072 (local.get $i)
                    (i8x16.add (v128.load (local.get $i)) (v128.load offset=65536 (local.get $i))))
                  (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 16))) (local.get $n)))))
              (func (export "add-i8-scalar") (param $n i32) (local $i i32)
                (loop $l
                  (i32.store8 offset=131072 (local.get $i)
                    (i32.add (i32.load8_u (local.get $i)) (i32.load8_u offset=65536 (local.get $i))))
                  (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n)))))
              (func (export "find-byte-vector") (param $n i32) (result i32) (local $i i32) (local $needle v128)
                (local.set $needle (i8x16.splat (i32.const 77)))
                (block $found
                  (loop $l
                    (br_if $found (v128.any_true (i8x16.eq (v128.load (local.get $i)) (local.get $needle))))
                    (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 16))) (local.get $n)))))
                (local.get $i))
              (func (export "find-byte-scalar") (param $n i32) (result i32) (local $i i32)
                (block $found
                  (loop $l
                    (br_if $found (i32.eq (i32.load8_u (local.get $i)) (i32.const 77)))
                    (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (local.get $n)))))
                (local.get $i))
              (func (export "dot-f32-vector") (param $n i32) (result f32) (local $i i32) (local $s v128)
                (loop $l
                  (local.set $s (f32x4.add (local.get $s)
                    (f32x4.mul (v128.load (local.get $i)) (v128.load offset=65536 (local.get $i)))))
                  (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 16))) (local.get $n))))
                (f32.add
                  (f32.add (f32x4.extract_lane 0 (local.get $s)) (f32x4.extract_lane 1 (local.get $s)))
                  (f32.add (f32x4.extract_lane 2 (local.get $s)) (f32x4.extract_lane 3 (local.get $s)))))
              (func (export "dot-f32-scalar") (param $n i32) (result f32) (local $i i32) (local $s f32)
                (loop $l
                  (local.set $s (f32.add (local.get $s)
                    (f32.mul (f32.load (local.get $i)) (f32.load offset=65536 (local.get $i)))))
                  (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 4))) (local.get $n))))
                (local.get $s))
              (func (export "dot-i16-vector") (param $n i32) (result i32) (local $i i32) (local $s v128)
                (loop $l
                  (local.set $s (i32x4.add (local.get $s)
                    (i32x4.dot_i16x8_s (v128.load (local.get $i)) (v128.load offset=65536 (local.get $i)))))
                  (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 16))) (local.get $n))))
                (i32x4.extract_lane 0 (local.get $s)))
              (func (export "dot-i16-scalar") (param $n i32) (result i32) (local $i i32) (local $s i32)
                (loop $l
                  (local.set $s (i32.add (local.get $s)
                    (i32.mul (i32.load16_s (local.get $i)) (i32.load16_s offset=65536 (local.get $i)))))
                  (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 2))) (local.get $n))))
                (local.get $s))
              (func (export "swap-i32-vector") (param $n i32) (local $i i32) (local $v v128)
                (loop $l
                  (local.set $v (v128.load (local.get $i)))
                  (v128.store offset=131072 (local.get $i)
                    (i8x16.shuffle 3 2 1 0 7 6 5 4 11 10 9 8 15 14 13 12 (local.get $v) (local.get $v)))
                  (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 16))) (local.get $n)))))
              (func (export "swap-i32-scalar") (param $n i32) (local $i i32) (local $v i32)
                (loop $l
                  (local.set $v (i32.load (local.get $i)))
                  (i32.store offset=131072 (local.get $i)
                    (i32.or
                      (i32.and (i32.rotl (local.get $v) (i32.const 8)) (i32.const 0x00FF00FF))
                      (i32.and (i32.rotr (local.get $v) (i32.const 8)) (i32.const 0xFF00FF00))))
                  (br_if $l (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 4))) (local.get $n)))))
            )
            """;

    /** What is computed. */
    @Param({"add-i8", "find-byte", "dot-f32", "dot-i16", "swap-i32"})
    public String kernel;

    /** With vector instructions or without. */
    @Param({"vector", "scalar"})
    public String code;

    private Context context;
    private Value function;

    /** Instantiates the module. */
    @Setup
    public void setUp() {
        context = Context.create("wasm");
        Source source = Source.newBuilder("wasm", MODULE, "vectors.wat")
                .mimeType("text/x-wat")
                .buildLiteral();
        function = context.eval(source).newInstance().getMember("exports").getMember(kernel + "-" + code);
    }

    /** Closes the context. */
    @TearDown
    public void tearDown() {
        context.close();
    }

    /** One pass over 64 KiB. */
    @Benchmark
    @OperationsPerInvocation(VECTORS)
    public Value pass() {
        return function.execute(BYTES);
    }
}
