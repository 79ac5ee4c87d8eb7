package dev.perigord.wasm.benchmarks.comparison;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a program sees of the machine. */
final class Directories {
    private Directories() {}

    /** As {@code --dir HOST::GUEST}, which Perigord's launcher, wasmtime and the drivers take. */
    static List<String> options(Program program, Path scratch) {
        List<String> options = new ArrayList<>();
        if (program.directory() != null) {
            options.addAll(List.of("--dir", program.directory() + "::/src"));
        }
        if (program.scratch() != null) {
            options.addAll(List.of("--dir", scratch + "::/scratch"));
        }
        return options;
    }
}
