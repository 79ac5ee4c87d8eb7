package dev.perigord.wasm.benchmarks.comparison;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The kernels' C, compiled for this machine: the limit. */
record NativeEngine(Path directory, Optional<String> missing) implements Engine {
    @Override
    public String id() {
        return "native";
    }

    @Override
    public String title() {
        return "native -O2";
    }

    @Override
    public Kind kind() {
        return Kind.STATIC;
    }

    @Override
    public List<String> probe() {
        return List.of();
    }

    @Override
    public List<String> kernel(Kernel kernel, int n, int seconds, int least) {
        Path program = directory.resolve(kernel.name());
        return Files.exists(program)
                ? List.of(program.toString(), Integer.toString(n), Integer.toString(seconds), Integer.toString(least))
                : List.of();
    }
}
