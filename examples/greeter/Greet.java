// Says hello with a component: examples/run examples/greeter/Greet.java

import java.io.File;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

public class Greet {
    public static void main(String[] arguments) throws Exception {
        try (Context context = Context.create("wasm")) {
            File file = new File("examples/greeter/greeter.component.wasm");
            Value component = context.eval(Source.newBuilder("wasm", file).build());
            Value greeter = component.newInstance();
            System.out.println(greeter.invokeMember("greet", "Ada").asString());
        }
    }
}
