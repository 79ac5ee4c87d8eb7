import dev.perigord.wasm.embedding.ComponentException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.graalvm.polyglot.Value;
import test.demo.Api;
import test.demo.Demo;
import test.demo.Host;
import test.demo.Types.Color;
import test.demo.Types.Perms;
import test.demo.Types.Person;
import test.demo.Types.Shape;

/** A host of the world test:demo/demo: what it sees of the component, in order. */
public final class DemoProgram implements Function<Value, List<String>> {
    private final List<String> seen = new ArrayList<>();

    /** What the component imports. */
    private final class MyHost implements Host {
        @Override
        public void log(String message) {
            seen.add("log: " + message);
        }

        @Override
        public Optional<String> lookup(String key) {
            return key.equals("Ada") ? Optional.of("Countess of Lovelace") : Optional.empty();
        }
    }

    @Override
    public List<String> apply(Value component) {
        Demo demo = Demo.instantiate(component, MyHost::new);
        Api api = demo.api();
        seen.add(api.greet("Ada"));
        seen.add(api.greet("Bob"));
        Person older = api.older(new Person("Ada", 36, List.of("poet")), 4);
        seen.add(older.name() + " " + older.age() + " " + older.tags());
        byte[] reversed = api.bytes(new byte[] {1, 2, -1});
        seen.add(reversed[0] + " " + reversed[1] + " " + reversed[2]);
        double area = api.area(new Shape.Rect(2, 3.5)).orElseThrow();
        seen.add("area " + area + ", of nothing " + api.area(new Shape.None()));
        Color next = api.next(Color.RED);
        seen.add(next.name() + " " + api.toggle(EnumSet.of(Perms.WRITE)));
        try (Api.Counter counter = api.newCounter(5);
                Api.Counter made = api.counterMake(2)) {
            long sum = counter.inc() + made.inc();
            seen.add("counters " + sum);
        }
        seen.add("7 / 2 = " + api.div(7, 2));
        try {
            api.div(1, 0);
        } catch (ComponentException e) {
            seen.add("error: " + e.payload(String.class).toUpperCase());
        }
        return seen;
    }
}
