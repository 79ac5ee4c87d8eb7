// A shop in Java with a pricing rule of its user: examples/run examples/pricing/Pricing.java

import dev.perigord.wasm.embedding.Bindings;
import dev.perigord.wasm.embedding.ComponentException;
import java.io.File;
import java.util.Map;
import java.util.Optional;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

public class Pricing {
    /** What the component imports: interface shop. */
    public static class Shop {
        @HostAccess.Export
        public Optional<Integer> lookup(String item) {
            return Optional.ofNullable(Map.of("tea", 350, "cup", 1200).get(item));
        }

        @HostAccess.Export
        public void log(String message) {
            System.out.println("rule: " + message);
        }
    }

    /** What it exports: a result is its value, or an exception. */
    interface Rule {
        int price(String item, int count) throws ComponentException;
    }

    public static void main(String[] arguments) throws Exception {
        try (Context context = Context.create("wasm")) {
            Source source = Source.newBuilder("wasm", new File("examples/pricing/pricing.wat")).build();
            Value component = context.eval(source);
            Value instance = component.newInstance(Bindings.toGuest(Map.of("shop", new Shop())));
            Rule rule = Bindings.toJava(instance, Rule.class);
            System.out.println("2 tea: " + rule.price("tea", 2));
            System.out.println("12 tea: " + rule.price("tea", 12));
            try {
                rule.price("milk", 1);
            } catch (ComponentException e) {
                System.out.println("milk: " + e.payload(String.class));
            }
        }
    }
}
