package dev.perigord.wasm.tests;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The script {@code wasm}. */
final class WasmCommand {
    /** The script's path. */
    static final Path SCRIPT =
            Path.of(System.getProperty("perigord.root", "..")).resolve("wasm");

    private final Path script;
    private final Map<String, String> environment;

    WasmCommand() {
        this(SCRIPT);
    }

    /** Another copy of the script. */
    WasmCommand(Path script) {
        this(script, Map.of());
    }

    private WasmCommand(Path script, Map<String, String> environment) {
        this.script = script;
        this.environment = environment;
    }

    /** The same with variables of the environment. */
    WasmCommand with(Map<String, String> variables) {
        return new WasmCommand(script, variables);
    }

    /** What a run gave. */
    record Run(int status, String out, String err) {}

    /** Runs the script with arguments and empty standard input. */
    Run run(Object... arguments) throws IOException, InterruptedException {
        return run(List.of(arguments).stream().map(Object::toString).toList(), new File("/dev/null"));
    }

    /** Runs the script with arguments and a file as standard input. */
    Run run(List<String> arguments, File input) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(script.toString());
        command.addAll(arguments);
        Path out = Files.createTempFile("wasm", ".out");
        Path err = Files.createTempFile("wasm", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(input)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                fail("still running after five minutes: " + command);
            }
            return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
