package dev.perigord.wasm.benchmarks.comparison;

import java.nio.file.Path;
import java.util.List;

/** A very large module: Go's net/http with one request in memory. */
final class GoServer {
    private GoServer() {}

    /** Makes the module. */
    static Recipe recipe(Installation installation) {
        Path module = installation.work().resolve("go-http.wasm");
        Path source = installation.root().resolve("benchmarks/src/kernels/http.go");
        return new Recipe(
                "go",
                "GO",
                module,
                go -> List.of(
                        "env",
                        "GOOS=wasip1",
                        "GOARCH=wasm",
                        "GO111MODULE=off",
                        go,
                        "build",
                        "-o",
                        module.toString(),
                        source.toString()));
    }
}
