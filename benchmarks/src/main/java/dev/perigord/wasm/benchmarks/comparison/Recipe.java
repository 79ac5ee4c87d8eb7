package dev.perigord.wasm.benchmarks.comparison;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A guest that is too large to be kept, and is made where the tool for it is installed.
 *
 * @param tool the command on PATH that makes it
 * @param variable of the environment, names another command
 * @param product what it makes, a file or a directory that is there completely or not at all
 * @param command the command line, of the tool's
 */
record Recipe(String tool, String variable, Path product, Function<String, List<String>> command) {
    private static final int BUILD_SECONDS = 600;

    /** Makes it, unless that was done before; gives why it could not be made, nothing if it is there. */
    Optional<String> make() throws IOException, InterruptedException {
        if (Files.exists(product)) {
            return Optional.empty();
        }
        Optional<String> found = Installation.command(variable, tool);
        if (found.isEmpty()) {
            return Optional.of("no " + tool + " on PATH or in " + variable);
        }
        Files.createDirectories(product.getParent());
        Progress.say("making " + product.getFileName() + " with " + tool);
        Child.Outcome outcome = Child.run(command.apply(found.get()), null, BUILD_SECONDS);
        return outcome.succeeded()
                ? Optional.empty()
                : Optional.of("not made by " + tool + ": " + outcome.failure(BUILD_SECONDS));
    }
}
