package dev.perigord.wasm.benchmarks;

import dev.perigord.wasm.embedding.Bindings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyArray;
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

/**
 * What it costs to pass data to a component, microseconds a call: a list of 100 people with a name, an age and two tags, and
 * a list of 10,000 numbers. The guest is {@code data.wat}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class ComponentDataBenchmark {
    private static final int PEOPLE = 100;
    private static final int NUMBERS = 10_000;

    /** A person. */
    public record Person(String name, int age, List<String> tags) {}

    /** The component. */
    public interface Data {
        /** The sum of ages. */
        int ages(List<Person> people);

        /** The sum of numbers. */
        double sum(double[] numbers);

        /** The same people. */
        List<Person> echo(List<Person> people);
    }

    private final List<Person> people = new ArrayList<>();
    private final double[] numbers =
            IntStream.range(0, NUMBERS).mapToDouble(i -> i / 2.0).toArray();

    private Context context;
    private Data data;
    private Value ages;
    private Value sum;
    private Object proxies;
    private Value scriptAges;
    private Value scriptSum;
    private Value scriptEcho;
    private Value scriptOnly;

    /** Instantiates the component. */
    @Setup
    public void setUp() {
        context = Context.newBuilder("wasm", "js")
                .allowHostAccess(HostAccess.newBuilder(HostAccess.EXPLICIT)
                        .allowArrayAccess(true)
                        .build())
                .build();
        Value component = context.eval(Resources.source("components/data.wat"));
        Value instance = component.newInstance();
        data = Bindings.toJava(instance, Data.class);
        ages = instance.getMember("ages");
        sum = instance.getMember("sum");
        List<Object> objects = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            Person person = new Person("person " + i, i, List.of("first", "tag " + i));
            people.add(person);
            objects.add(ProxyObject.fromMap(Map.of(
                    "name",
                    person.name(),
                    "age",
                    person.age(),
                    "tags",
                    ProxyArray.fromList(new ArrayList<>(person.tags())))));
        }
        proxies = ProxyArray.fromList(objects);
        context.getBindings("js").putMember("component", component);
        context.eval(
                "js",
                """
                const data = new component();
                const people = [];
                for (let i = 0; i < %d; i++) {
                    people.push({name: `person ${i}`, age: i, tags: ['first', `tag ${i}`]});
                }
                const numbers = new Float64Array(%d).map((_, i) => i / 2);
                /** Touches each field. */
                function read(people) {
                    let sum = 0;
                    for (const person of people) {
                        sum += person.name.length + person.age;
                        for (const tag of person.tags) {
                            sum += tag.length;
                        }
                    }
                    return sum;
                }
                """
                        .formatted(PEOPLE, NUMBERS));
        scriptAges = context.eval("js", "() => data.ages(people)");
        scriptSum = context.eval("js", "() => data.sum(numbers)");
        scriptEcho = context.eval("js", "() => read(data.echo(people))");
        scriptOnly = context.eval("js", "() => read(people)");
    }

    /** Closes the context. */
    @TearDown
    public void tearDown() {
        context.close();
    }

    /** People as proxies of Java. */
    @Benchmark
    public int javaPeople() {
        return ages.execute(proxies).asInt();
    }

    /** People as records of Java. */
    @Benchmark
    public int typedPeople() {
        return data.ages(people);
    }

    /** People as records of Java, there and back. */
    @Benchmark
    public List<Person> typedPeopleThereAndBack() {
        return data.echo(people);
    }

    /** People as objects of JavaScript. */
    @Benchmark
    public int javaScriptPeople() {
        return scriptAges.execute().asInt();
    }

    /** People as objects of JavaScript, there and back, where each field is read. */
    @Benchmark
    public int javaScriptPeopleThereAndBack() {
        return scriptEcho.execute().asInt();
    }

    /** For comparison: JavaScript reads each field of its own objects. */
    @Benchmark
    public int javaScriptOnly() {
        return scriptOnly.execute().asInt();
    }

    /** Numbers as an array of Java. */
    @Benchmark
    public double javaNumbers() {
        return sum.execute(numbers).asDouble();
    }

    /** Numbers as an array of Java, through an interface. */
    @Benchmark
    public double typedNumbers() {
        return data.sum(numbers);
    }

    /** Numbers as a typed array of JavaScript. */
    @Benchmark
    public double javaScriptNumbers() {
        return scriptSum.execute().asDouble();
    }
}
