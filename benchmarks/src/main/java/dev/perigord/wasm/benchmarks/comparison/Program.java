package dev.perigord.wasm.benchmarks.comparison;

import java.nio.file.Path;
import java.util.List;

/**
 * A program for WASI, run from a cold start to its end.
 *
 * @param name in the report
 * @param file the module or component
 * @param component whether it is one
 * @param directory what the guest sees as {@code /src}; {@code null} for nothing
 * @param scratch the name of an empty file in a directory of its own, which it sees as {@code /scratch}; {@code null} for none. (GraalWasm
 *     opens files for SQLite, but does not create them.)
 * @param input what it reads; {@code null} for nothing
 * @param arguments after its own name
 * @param output a text that a correct run prints
 */
record Program(
        String name,
        Path file,
        boolean component,
        Path directory,
        String scratch,
        Path input,
        List<String> arguments,
        String output) {
    /** The real programs. */
    static List<Program> real(Path guests) {
        Path sources = guests.resolve("src");
        return List.of(
                new Program(
                        "lua",
                        guests.resolve("lua5.4.7-nosjlj.p1.wasm"),
                        false,
                        sources,
                        null,
                        null,
                        List.of("/src/bench.lua"),
                        "hell0 w0rld"),
                new Program(
                        "sqlite",
                        guests.resolve("sqlite3.46.1-shell.p1.wasm"),
                        false,
                        null,
                        "bench.db",
                        sources.resolve("bench.sql"),
                        List.of("-batch", "/scratch/bench.db"),
                        "3.46.1"),
                new Program(
                        "quickjs",
                        guests.resolve("quickjs2025-04-26.p1.wasm"),
                        false,
                        sources,
                        null,
                        null,
                        List.of("/src/bench.js"),
                        "caught true"));
    }

    /** Programs that do next to nothing. */
    static List<Program> hello(Path guests) {
        return List.of(
                hello("hello p1", guests.resolve("hello-rust185.p1.wasm"), false),
                hello("hello component", guests.resolve("hello-rust185.wasip2.component.wasm"), true));
    }

    private static Program hello(String name, Path file, boolean component) {
        return new Program(name, file, component, null, null, null, List.of(), "hello from Rust");
    }

    /** A large module that does next to nothing, from Go. */
    static Program goHello(Path guests) {
        return new Program(
                "go hello (2.6 MB)",
                guests.resolve("hello-go124.p1.wasm"),
                false,
                null,
                null,
                null,
                List.of(),
                "hello from Go");
    }

    /** A very large module that answers one request in memory, from Go's net/http. */
    static Program goHttp(Path module) {
        return new Program("go net/http", module, false, null, null, null, List.of(), "200 hello /gopher");
    }
}
