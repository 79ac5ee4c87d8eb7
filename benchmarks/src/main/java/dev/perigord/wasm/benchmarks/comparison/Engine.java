package dev.perigord.wasm.benchmarks.comparison;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Something that runs WebAssembly (or what the same source compiles to) in a process of its own. The commands are empty where it cannot. */
interface Engine {
    /** What kind of execution it is, and so what it is compared in. */
    enum Kind {
        /** Compiles while it runs: needs time to warm up. */
        DYNAMIC,
        /** Compiles before it runs. */
        STATIC,
        /** Never compiles guests. */
        INTERPRETER
    }

    /** As options spell it. */
    String id();

    /** For a reader, in a table. */
    String title();

    Kind kind();

    /** Why it cannot be used here; empty if it can. */
    Optional<String> missing();

    /** A command that prints its version; empty if there is none. */
    List<String> probe();

    /** Calls the kernel's export for so many seconds and at least so many times; prints as the drivers do. */
    default List<String> kernel(Kernel kernel, int n, int seconds, int least) {
        return List.of();
    }

    /** Runs the program; {@code scratch} is a directory of its own, if it wants one. */
    default List<String> program(Program program, Path scratch) {
        return List.of();
    }

    /** Calls a component's function once, and prints its result. */
    default List<String> call(Call call) {
        return List.of();
    }

    /** Decodes and instantiates, and prints how long that took. */
    default List<String> load(Path file, boolean component) {
        return List.of();
    }

    /** Serves a component that answers HTTP requests on a port of this machine, until it is ended. */
    default List<String> serve(Path file, int port) {
        return List.of();
    }

    /** Makes instances that stay alive, and prints seconds and bytes. */
    default List<String> instances(Path file, boolean component, int count) {
        return List.of();
    }
}
