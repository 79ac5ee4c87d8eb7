package dev.perigord.wasm.tests;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The script {@code wasm}. */
final class WasmCommand {
    /** The script's path. */
    static final Path SCRIPT =
            Path.of(System.getProperty("perigord.root", "..")).resolve("wasm");

    /** What a run gave. */
    record Run(int status, String out, String err) {}

    /** Runs the script with arguments and empty standard input. */
    Run run(Object... arguments) throws IOException, InterruptedException {
        return run(List.of(arguments).stream().map(Object::toString).toList(), new File("/dev/null"));
    }

    /** Runs the script with arguments and a file as standard input. */
    Run run(List<String> arguments, File input) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(SCRIPT.toString());
        command.addAll(arguments);
        Path out = Files.createTempFile("wasm", ".out");
        Path err = Files.createTempFile("wasm", ".err");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(input)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
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
