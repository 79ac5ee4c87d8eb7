package dev.perigord.wasm.benchmarks;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
import org.graalvm.polyglot.proxy.ProxyObject;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What crossing the boundary between Java and a core module costs. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class HostCallBenchmark {
    private Context context;
    private Value add;
    private Value viaHost;

    /** Instantiates the module. */
    @Setup
    public void setUp() {
        context = Context.create("wasm");
        Source source = Source.newBuilder(
                        "wasm",
                        """
                        (module
                          (import "host" "negate" (func $negate (param i32) (result i32)))
                          (func (export "add") (param i32 i32) (result i32)
                            (i32.add (local.get 0) (local.get 1)))
                          (func (export "via-host") (param i32) (result i32) (call $negate (local.get 0))))
                        """,
                        "host.wat")
                .mimeType("text/x-wat")
                .buildLiteral();
        ProxyExecutable negate = arguments -> -arguments[0].asInt();
        Value exports = context.eval(source)
                .newInstance(ProxyObject.fromMap(Map.of("host", ProxyObject.fromMap(Map.of("negate", negate)))))
                .getMember("exports");
        add = exports.getMember("add");
        viaHost = exports.getMember("via-host");
    }

    /** Closes the context. */
    @TearDown
    public void tearDown() {
        context.close();
    }

    /** Java calls Wasm. */
    @Benchmark
    public int javaCallsWasm() {
        return add.execute(20, 22).asInt();
    }

    /** Java calls Wasm, which calls Java. */
    @Benchmark
    public int javaCallsWasmCallsJava() {
        return viaHost.execute(42).asInt();
    }
}
