package dev.perigord.wasm.benchmarks;

import dev.perigord.wasm.embedding.Bindings;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;
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

/**
 * What it costs a component to call a function of the host, nanoseconds a call in a loop of the guest: one of two numbers, and one
 * of a string and a record with a string and a number. The guest is {@code imports.wat}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class HostImportBenchmark {
    private static final int CALLS = 1000;

    /** A record of the guest. */
    public record Person(String name, int age) {}

    /** The host as an object with exported methods. */
    public static class Exported {
        /** The sum. */
        @HostAccess.Export
        public long add(long a, long b) {
            return (a + b) & 0xFFFFFFFFL;
        }

        /** The length of all text, and the age. */
        @HostAccess.Export
        public long measure(String text, Value person) {
            return (long) text.length()
                    + person.getMember("name").asString().length()
                    + person.getMember("age").asInt();
        }
    }

    /** The host with types of its own. */
    public static class Bound {
        /** The sum. */
        @HostAccess.Export
        public long add(long a, long b) {
            return (a + b) & 0xFFFFFFFFL;
        }

        /** The length of all text, and the age. */
        @HostAccess.Export
        public long measure(String text, Person person) {
            return (long) text.length() + person.name().length() + person.age();
        }
    }

    private Context context;
    private Value proxy;
    private Value exported;
    private Value bound;
    private Value script;

    /** Instantiates the component with each host. */
    @Setup
    public void setUp() {
        context = Context.create("js", "wasm");
        Value component = context.eval(Resources.source("components/imports.wat"));
        ProxyExecutable add = arguments -> (arguments[0].asLong() + arguments[1].asLong()) & 0xFFFFFFFFL;
        ProxyExecutable measure = arguments -> new Exported().measure(arguments[0].asString(), arguments[1]);
        proxy = instance(component, ProxyObject.fromMap(Map.of("add", add, "measure", measure)));
        exported = instance(component, new Exported());
        bound = component.newInstance(Bindings.toGuest(Map.of("host", new Bound())));
        script = instance(
                component,
                context.eval(
                        "js",
                        """
                        ({
                            add: (a, b) => (a + b) >>> 0,
                            measure: (text, person) => text.length + person.name.length + person.age,
                        })
                        """));
    }

    private static Value instance(Value component, Object host) {
        return component.newInstance(ProxyObject.fromMap(Map.of("host", host)));
    }

    /** Closes the context. */
    @TearDown
    public void tearDown() {
        context.close();
    }

    private static long add(Value instance) {
        return instance.invokeMember("add", CALLS).asLong();
    }

    private static long measure(Value instance) {
        return instance.invokeMember("measure", CALLS).asLong();
    }

    /** Numbers to a proxy of Java. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public long proxyAdd() {
        return add(proxy);
    }

    /** Numbers to an exported method. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public long exportedAdd() {
        return add(exported);
    }

    /** Numbers to a method behind {@link Bindings#toGuest}. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public long boundAdd() {
        return add(bound);
    }

    /** Numbers to JavaScript. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public long javaScriptAdd() {
        return add(script);
    }

    /** A string and a record to a proxy of Java. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public long proxyRecord() {
        return measure(proxy);
    }

    /** A string and a record to an exported method. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public long exportedRecord() {
        return measure(exported);
    }

    /** A string and a record to a method behind {@link Bindings#toGuest}. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public long boundRecord() {
        return measure(bound);
    }

    /** A string and a record to JavaScript. */
    @Benchmark
    @OperationsPerInvocation(CALLS)
    public long javaScriptRecord() {
        return measure(script);
    }
}
