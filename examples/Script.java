// Runs a script in JavaScript or Python that may use components: examples/run SCRIPT

import java.io.File;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.io.IOAccess;

public class Script {
    public static void main(String[] arguments) throws Exception {
        File file = new File(arguments[0]);
        try (Context context = Context.newBuilder()
                .allowPolyglotAccess(PolyglotAccess.ALL) // the script evaluates components
                .allowIO(IOAccess.ALL)                   // and reads their files
                .build()) {
            context.eval(Source.newBuilder(Source.findLanguage(file), file).build());
        } catch (PolyglotException e) {
            System.err.println(file + ": " + e.getMessage());
            System.exit(1);
        }
    }
}
