package dev.perigord.wasm.benchmarks.comparison;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A very large module: Go's net/http with one request in memory, built where Go is installed. */
final class GoServer {
    private static final int BUILD_SECONDS = 300;

    private GoServer() {}

    /** The module; empty where it cannot be built. */
    static Optional<Path> build(Installation installation) throws IOException, InterruptedException {
        Path module = installation.work().resolve("go-http.wasm");
        if (Files.exists(module)) {
            return Optional.of(module);
        }
        Optional<String> go = Installation.command("GO", "go");
        if (go.isEmpty()) {
            Progress.say("no go on PATH or in GO: no net/http module");
            return Optional.empty();
        }
        Files.createDirectories(installation.work());
        Child.Outcome outcome = Child.run(
                List.of(
                        "env",
                        "GOOS=wasip1",
                        "GOARCH=wasm",
                        "GO111MODULE=off",
                        go.get(),
                        "build",
                        "-o",
                        module.toString(),
                        installation
                                .root()
                                .resolve("benchmarks/src/kernels/http.go")
                                .toString()),
                null,
                BUILD_SECONDS);
        if (!outcome.succeeded()) {
            Progress.say("net/http module not built: " + outcome.failure(BUILD_SECONDS));
            return Optional.empty();
        }
        return Optional.of(module);
    }
}
