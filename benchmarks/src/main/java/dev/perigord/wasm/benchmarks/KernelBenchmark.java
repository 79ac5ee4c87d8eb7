package dev.perigord.wasm.benchmarks;

import java.util.concurrent.TimeUnit;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The kernels that {@code benchmarks/compare} runs on other engines, too, inside one JVM: milliseconds a call when warm. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class KernelBenchmark {
    /** The kernel and how much it has to do. */
    @Param({
        "fib 35",
        "sieve 300",
        "scan 150",
        "nbody 400000",
        "mandelbrot 400",
        "sha256 100000",
        "crc 600",
        "bytecode 1500",
        "tinyvm 200",
        "matmul 384",
        "sort 400000",
        "quicksort 100000",
        "chase 300000",
        "dispatch 50000",
        "collatz 200000",
        "convert 1000",
        "bulk 3000",
        "simd 5000",
        "gc 200",
        "exceptions 300000"
    })
    public String kernel;

    private Context context;
    private Value function;
    private int n;

    /** Instantiates the module. */
    @Setup
    public void setUp() {
        String[] words = kernel.split(" ");
        context = Context.create("wasm");
        function = context.eval(Resources.source("kernels/" + words[0] + ".wasm"))
                .newInstance()
                .getMember("exports")
                .getMember("run");
        n = Integer.parseInt(words[1]);
    }

    /** Closes the context. */
    @TearDown
    public void tearDown() {
        context.close();
    }

    /** One call. */
    @Benchmark
    public int run() {
        return function.execute(n).asInt();
    }
}
