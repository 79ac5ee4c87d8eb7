package dev.perigord.wasm.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
import org.graalvm.polyglot.proxy.ProxyObject;
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

/** What a call of a component's function costs, from Java and from another component: nanoseconds. The guest is {@code calls.wat}. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class ComponentCallBenchmark {
    private static final int CALLS = 1000;

    private Context context;
    private Value add;
    private Value echo;
    private Value older;
    private Value makeCounter;
    private Value counter;
    private Value addFromComponent;
    private Value echoFromComponent;
    private Value countFromComponent;

    private final String text = "a".repeat(1024);
    private final Object person = ProxyObject.fromMap(
            Map.of("name", "Ada", "age", 36, "scores", ProxyArray.fromList(List.of(1, 2, 3, 4, 5, 6, 7, 8))));

    /** Instantiates the component. */
    @Setup
    public void setUp() {
        context = Context.create("wasm");
        Value instance = context.eval(Resources.source("components/calls.wat")).newInstance();
        Value api = instance.getMember("api");
        add = api.getMember("add");
        echo = api.getMember("echo");
        older = api.getMember("older");
        makeCounter = api.getMember("Counter");
        counter = makeCounter.newInstance(0);
        Value caller = instance.getMember("caller");
        addFromComponent = caller.getMember("add");
        echoFromComponent = caller.getMember("echo");
        countFromComponent = caller.getMember("count");
    }

    /** Closes the context. */
    @TearDown
    public void tearDown() {
        context.close();
    }

    /** Java passes two numbers and gets one. */
    @Benchmark
    public int javaAdd() {
        return add.execute(20, 22).asInt();
    }

    /** Java passes a string of 1 KiB and gets it back as a Java string. */
    @Benchmark
    public String javaString() {
        return echo.execute(text).asString();
    }

    /** Java passes a record with a string, a number and a list of eight numbers, and reads all of the record that it gets. */
    @Benchmark
    public long javaRecord() {
        Value result = older.execute(person);
        Value scores = result.getMember("scores");
        long sum = result.getMember("age").asLong()
                + result.getMember("name").asString().length();
        for (long i = 0; i < scores.getArraySize(); i++) {
            sum += scores.getArrayElement(i).asLong();
        }
        return sum;
    }

    /** Java calls a method of a resource. */
    @Benchmark
    public int javaMethod() {
        return counter.invokeMember("inc").asInt();
    }

    /** Java makes a resource and drops it. */
    @Benchmark
    public void javaResource() {
        makeCounter.newInstance(1).invokeMember("drop");
    }

    /** A component passes two numbers to another and gets one. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public long componentAdd() {
        return addFromComponent.execute(CALLS).asLong();
    }

    /** A component passes a string of 1 KiB to another and gets it back. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public long componentString() {
        return echoFromComponent.execute(CALLS).asLong();
    }

    /** A component calls a method of another's resource. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public long componentMethod() {
        return countFromComponent.execute(CALLS).asLong();
    }
}
