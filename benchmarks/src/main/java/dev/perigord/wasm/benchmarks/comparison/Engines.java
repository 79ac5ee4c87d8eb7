package dev.perigord.wasm.benchmarks.comparison;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All engines that the comparison knows, whether they are here or not. The first is the one that the others are compared with. */
final class Engines {
    private static final String DRIVERS = "dev.perigord.wasm.benchmarks.peers.";
    private static final String POLYGLOT = DRIVERS + "PolyglotPeer";
    private static final String ENDIVE = DRIVERS + "EndivePeer";
    private static final List<String> NO_COMPILATION = List.of("--option", "engine.Compilation=false");
    private static final List<String> INTERPRETED_TREES =
            List.of("--option", "engine.Compilation=false", "--option", "wasm.Execution=tree");

    private static final int PATIENCE_SECONDS = 300;

    private final Installation installation;

    /** Whether Perigord's command serves components. */
    private final boolean serves;

    private Engines(Installation installation) throws IOException, InterruptedException {
        this.installation = installation;
        List<String> help = List.of(installation.root().resolve("wasm").toString(), "--help");
        serves = Child.run(help, null, PATIENCE_SECONDS).output().contains("wasm serve");
    }

    static List<Engine> all(Installation installation) throws IOException, InterruptedException {
        return new Engines(installation).all();
    }

    private List<Engine> all() throws IOException, InterruptedException {
        List<String> optimizing = installation.optimizingFlags();
        String perigord = installation.perigordClassPath();
        String graalWasm = installation.graalWasmClassPath();
        String endive = installation.endiveClassPath();
        List<String> none = List.of();
        String wasm = installation.root().resolve("wasm").toString();
        List<Engine> engines = new ArrayList<>();
        engines.add(java(
                "perigord",
                "Perigord",
                Engine.Kind.DYNAMIC,
                installation.launcherFlags(),
                perigord,
                POLYGLOT,
                List.of("perigord"),
                List.of(wasm)));
        engines.add(java(
                "perigord-optimizing",
                "Perigord, optimizing run-time",
                Engine.Kind.DYNAMIC,
                optimizing,
                perigord,
                POLYGLOT,
                List.of("perigord"),
                List.of("env", "WASM_RUNTIME=optimizing", wasm)));
        engines.add(java(
                "perigord-class-path",
                "Perigord, plain class path",
                Engine.Kind.DYNAMIC,
                none,
                perigord,
                POLYGLOT,
                List.of("perigord"),
                none));
        engines.add(java(
                "perigord-interpreter",
                "Perigord, trees not compiled",
                Engine.Kind.INTERPRETER,
                optimizing,
                perigord,
                POLYGLOT,
                with("perigord", INTERPRETED_TREES),
                List.of(wasm, "--engine.Compilation=false", "--wasm.Execution=tree")));
        engines.add(java(
                "graalwasm",
                "GraalWasm",
                Engine.Kind.DYNAMIC,
                optimizing,
                graalWasm,
                POLYGLOT,
                List.of("graalwasm"),
                none));
        engines.add(java(
                "graalwasm-interpreter",
                "GraalWasm, no compilation",
                Engine.Kind.INTERPRETER,
                optimizing,
                graalWasm,
                POLYGLOT,
                with("graalwasm", NO_COMPILATION),
                none));
        engines.add(java(
                "endive", "Endive compiled", Engine.Kind.DYNAMIC, none, endive, ENDIVE, List.of("compiled"), none));
        engines.add(java(
                "endive-interpreter",
                "Endive interpreter",
                Engine.Kind.INTERPRETER,
                none,
                endive,
                ENDIVE,
                List.of("interpreter"),
                none));
        engines.add(node());
        engines.add(wasmtime());
        Optional<String> command = Installation.command("WASMTIME", "wasmtime");
        engines.add(new CommandEngine(
                command.orElse("wasmtime"),
                command.isPresent() ? Optional.empty() : Optional.of("no wasmtime on PATH or in WASMTIME")));
        engines.add(compiled());
        return engines;
    }

    private static List<String> with(String first, List<String> rest) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(rest);
        return all;
    }

    private Engine java(
            String id,
            String title,
            Engine.Kind kind,
            List<String> flags,
            String classPath,
            String driver,
            List<String> arguments,
            List<String> launcher) {
        List<String> start = new ArrayList<>(List.of(installation.java()));
        start.addAll(flags);
        start.addAll(List.of("-cp", classPath, driver));
        start.addAll(arguments);
        return new JavaEngine(
                id,
                title,
                kind,
                id.startsWith("perigord"),
                start,
                launcher,
                !launcher.isEmpty() && serves,
                installation);
    }

    private Engine node() {
        Optional<String> node = Installation.command("NODE", "node", "nodejs");
        return new ScriptEngine(
                "node",
                "node (V8)",
                Engine.Kind.DYNAMIC,
                Call.Form.JAVASCRIPT,
                List.of(
                        node.orElse("node"),
                        "--no-warnings",
                        installation.driver("peer.mjs").toString()),
                node.isPresent() ? Optional.empty() : Optional.of("no node on PATH or in NODE"),
                installation);
    }

    private Engine wasmtime() throws IOException, InterruptedException {
        Optional<String> python = Installation.command("WASMTIME_PYTHON", "python3");
        boolean there = python.isPresent()
                && Child.run(List.of(python.get(), "-c", "import wasmtime"), null, PATIENCE_SECONDS)
                        .succeeded();
        return new ScriptEngine(
                "wasmtime",
                "wasmtime",
                Engine.Kind.STATIC,
                Call.Form.COMPONENT,
                List.of(
                        python.orElse("python3"),
                        installation.driver("wasmtime_peer.py").toString()),
                there
                        ? Optional.empty()
                        : Optional.of("no python3 with package wasmtime on PATH or in WASMTIME_PYTHON"),
                installation);
    }

    private Engine compiled() throws IOException, InterruptedException {
        Path directory = installation.work().resolve("native");
        Child.Outcome outcome = Child.run(
                List.of(
                        installation
                                .root()
                                .resolve("benchmarks/src/kernels/build")
                                .toString(),
                        "native",
                        directory.toString()),
                null,
                PATIENCE_SECONDS);
        return new NativeEngine(
                directory,
                outcome.succeeded()
                        ? Optional.empty()
                        : Optional.of("not compiled: " + outcome.failure(PATIENCE_SECONDS)));
    }
}
