package dev.perigord.wasm.benchmarks.peers;

import java.nio.file.Path;
import java.util.List;

/** An engine, as the drivers use it. */
interface Guest {
    /** A function of one i32. */
    @FunctionalInterface
    interface Kernel {
        int run(int n);
    }

    /** What the engine calls itself, with its version. */
    String version();

    /** Decodes and instantiates a module without imports; gives its export {@code run}. */
    Kernel kernel(Path file) throws Exception;

    /** Runs a program to its end; gives its exit status. Directories are pairs of a host's and the guest's path. */
    int program(Path file, List<Directory> directories, List<String> arguments) throws Exception;

    /** Calls a component's function of a string; the file is the component or, for an engine that knows none, its core module. */
    String call(Path file, String function, String argument) throws Exception;

    /** Decodes a module for WASI 0.1, or a component; each call of the result makes a new instance of it. */
    InstanceMaker instances(Path file) throws Exception;

    /** Makes an instance. */
    @FunctionalInterface
    interface InstanceMaker {
        Object make() throws Exception;
    }

    /**
     * A directory that the guest sees.
     *
     * @param host its path on this machine
     * @param guest its path for the guest
     */
    record Directory(String host, String guest) {}
}
