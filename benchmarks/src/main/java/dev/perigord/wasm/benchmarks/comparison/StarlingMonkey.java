package dev.perigord.wasm.benchmarks.comparison;

import java.nio.file.Path;
import java.util.List;

/** A very large component: a JavaScript engine with a script of one function, which answers {@code x} by {@code hello x}. */
final class StarlingMonkey {
    private static final String ARGUMENT = "/starling";

    private StarlingMonkey() {}

    /** Makes a directory with the component and what was made of it for engines without components. */
    static Recipe recipe(Installation installation) {
        Path directory = installation.work().resolve("starlingmonkey");
        Path script = installation.root().resolve("benchmarks/src/starlingmonkey/build.mjs");
        return new Recipe(
                "jco",
                "JCO",
                directory,
                jco -> List.of(
                        Installation.command("NODE", "node", "nodejs").orElse("node"),
                        "--experimental-import-meta-resolve",
                        script.toString(),
                        jco,
                        directory.toString()));
    }

    /** The first call, from a cold start. */
    static Call firstAnswer(Path directory) {
        return new Call("StarlingMonkey's first answer (12 MB)", directory, "answer", ARGUMENT, "hello " + ARGUMENT);
    }
}
