package dev.perigord.wasm.benchmarks.comparison;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where things are.
 *
 * @param root the project
 * @param work where what is built for the comparison goes
 */
record Installation(Path root, Path work) {
    private static final List<String> TRUFFLE =
            List.of("truffle-", "polyglot-", "collections-", "word-", "nativeimage-", "jniutils-");

    private static final List<String> COMMON_FLAGS = List.of(
            "-Xss64m",
            "-XX:+UseSerialGC",
            "-XX:-DontCompileHugeMethods",
            "-XX:MaxRecursiveInlineLevel=2",
            "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED",
            "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--add-exports=java.base/jdk.internal.util=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED");

    /** Vectors of the machine, for HotSpot's own compiler. */
    private static final List<String> VECTOR_FLAGS = List.of(
            "-XX:+UnlockExperimentalVMOptions",
            "-XX:+EnableVectorSupport",
            "-XX:+EnableVectorReboxing",
            "-XX:+EnableVectorAggressiveReboxing",
            "--add-exports=java.base/jdk.internal.vm.vector=ALL-UNNAMED");

    Path runtime() {
        return root.resolve("target/runtime");
    }

    String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** What the launcher passes to the JVM for the fallback run-time, without its cache. */
    List<String> launcherFlags() {
        List<String> flags = new ArrayList<>(COMMON_FLAGS);
        if (!isGraalVm()) {
            flags.addAll(VECTOR_FLAGS);
        }
        flags.addAll(List.of("-Dtruffle.UseFallbackRuntime=true", "-Dpolyglot.engine.WarnInterpreterOnly=false"));
        return flags;
    }

    /** What the launcher passes to the JVM for the optimizing run-time. */
    List<String> optimizingFlags() {
        List<String> flags = new ArrayList<>(COMMON_FLAGS);
        if (!isGraalVm()) {
            flags.addAll(VECTOR_FLAGS);
            flags.addAll(List.of(
                    "-XX:+EnableJVMCI", "--upgrade-module-path=" + runtime().resolve("compiler")));
        }
        return flags;
    }

    private static boolean isGraalVm() {
        try {
            return Files.readString(Path.of(System.getProperty("java.home"), "release"))
                    .lines()
                    .anyMatch(line -> line.startsWith("GRAALVM_VERSION"));
        } catch (IOException e) {
            return false;
        }
    }

    /** Perigord, the drivers and what they need. */
    String perigordClassPath() {
        return runtime().resolve("benchmarks") + File.separator + "*";
    }

    /** The same with JavaScript, for the benchmarks inside one JVM. */
    String jmhClassPath() {
        return perigordClassPath() + File.pathSeparator + runtime().resolve("javascript") + File.separator + "*";
    }

    /** GraalWasm, Truffle and the drivers, and no Perigord. */
    String graalWasmClassPath() {
        List<String> jars = new ArrayList<>(jars("benchmarks", "benchmarks-"));
        TRUFFLE.forEach(prefix -> jars.addAll(jars("benchmarks", prefix)));
        jars.addAll(jars("peers/graalwasm", ""));
        return String.join(File.pathSeparator, jars);
    }

    /** Endive and the drivers. */
    String endiveClassPath() {
        List<String> jars = new ArrayList<>(jars("benchmarks", "benchmarks-"));
        jars.addAll(jars("peers/endive", ""));
        return String.join(File.pathSeparator, jars);
    }

    private List<String> jars(String directory, String prefix) {
        try (Stream<Path> files = Files.list(runtime().resolve(directory))) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(".jar")
                            && name.substring(name.lastIndexOf(File.separatorChar) + 1)
                                    .startsWith(prefix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A driver that is not Java. */
    Path driver(String name) {
        return root.resolve("benchmarks/src/peers").resolve(name);
    }

    /** The kernel as a file. */
    Path module(Kernel kernel) {
        Path file = work.resolve("kernels").resolve(kernel.name() + ".wasm");
        try (InputStream stream = Installation.class.getResourceAsStream("/kernels/" + kernel.name() + ".wasm")) {
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                Files.copy(stream, file);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command of this name on PATH, or what the variable of the environment names. */
    static Optional<String> command(String variable, String... names) {
        String named = System.getenv(variable);
        if (named != null && !named.isEmpty()) {
            return Optional.of(named);
        }
        for (String name : names) {
            for (String directory : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
                Path file = Path.of(directory, name);
                if (Files.isExecutable(file) && !Files.isDirectory(file)) {
                    return Optional.of(file.toString());
                }
            }
        }
        return Optional.empty();
    }
}
