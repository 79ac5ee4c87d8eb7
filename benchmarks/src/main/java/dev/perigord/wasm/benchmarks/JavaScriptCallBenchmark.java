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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a call from JavaScript costs, in a loop of JavaScript: nanoseconds. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class JavaScriptCallBenchmark {
    private static final int CALLS = 1000;

    private Context context;
    private Value moduleAdd;
    private Value componentAdd;
    private Value componentString;

    /** Instantiates the component and a module. */
    @Setup
    public void setUp() {
        context = Context.create("js", "wasm");
        Value globals = context.getBindings("js");
        globals.putMember("component", context.eval(Resources.source("components/calls.wat")));
        globals.putMember(
                "module",
                context.eval(Source.newBuilder(
                                "wasm",
                                """
                                (module (func (export "add") (param i32 i32) (result i32)
                                  (i32.add (local.get 0) (local.get 1))))
                                """,
                                "add.wat")
                        .mimeType("text/x-wat")
                        .buildLiteral()));
        context.eval("js", "var api = new component().api; var text = 'a'.repeat(1024);");
        moduleAdd = context.eval(
                "js",
                """
                (add => n => { let sum = 0; for (let i = 0; i < n; i++) { sum = add(sum, i); } return sum; })
                (new module().exports.add)
                """);
        componentAdd = context.eval(
                "js",
                """
                (add => n => { let sum = 0; for (let i = 0; i < n; i++) { sum = add(sum, i); } return sum; })
                (api.add)
                """);
        componentString = context.eval(
                "js",
                """
                (echo => n => { let sum = 0; for (let i = 0; i < n; i++) { sum += echo(text).length; } return sum; })
                (api.echo)
                """);
    }

    /** Closes the context. */
    @TearDown
    public void tearDown() {
        context.close();
    }

    /** A module's function of two numbers. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public int javaScriptModuleAdd() {
        return moduleAdd.execute(CALLS).asInt();
    }

    /** A component's function of two numbers. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public int javaScriptComponentAdd() {
        return componentAdd.execute(CALLS).asInt();
    }

    /** A component's function that takes and returns a string of 1 KiB. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public int javaScriptComponentString() {
        return componentString.execute(CALLS).asInt();
    }
}
