package dev.perigord.wasm.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.perigord.wasm.tests.WasmCommand.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which run-time the command starts on, and its AOT cache: in a copy of what the script needs, so that it can be spoilt. */
class StartUpTest {
    private static final Path ROOT = WasmCommand.SCRIPT.getParent();
    private static final List<String> NEEDED =
            List.of("wasm", "launcher/src/main/shell", "launcher/src/main/training", "target/runtime");
    private static final Run HELLO = new Run(0, "5\n", "");

    @TempDir
    Path folder;

    private Path installation;
    private Path cache;
    private Path module;
    private WasmCommand command;

    @BeforeEach
    void install() throws IOException {
        installation = folder.resolve("with a space");
        for (String needed : NEEDED) {
            copy(ROOT.resolve(needed), installation.resolve(needed));
        }
        cache = installation.resolve("target/runtime/aot/fallback.aot");
        command = new WasmCommand(installation.resolve("wasm"));
        module = Files.writeString(
                folder.resolve("five.wat"), "(module (func (export \"five\") (result i32) (i32.const 5)))");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.toString().contains("/aot/")) {
                    Path target = to.resolve(from.relativize(file));
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    private Run five() throws IOException, InterruptedException {
        return command.run("--invoke", "five()", module);
    }

    /** Whether a run of {@code five} takes its classes from the cache. */
    private boolean usesCache() throws IOException, InterruptedException {
        return log("class+load", "--invoke", "five()", module).contains("WasmLanguage source: shared objects file");
    }

    private String log(String what, Object... arguments) throws IOException, InterruptedException {
        Path log = folder.resolve("log.txt");
        Files.deleteIfExists(log);
        WasmCommand logging = command.with(Map.of("WASM_JAVA_OPTIONS", "-Xlog:" + what + ":file=" + log));
        assertEquals(0, logging.run(arguments).status());
        return Files.readString(log);
    }

    private boolean optimizes(Object... arguments) throws IOException, InterruptedException {
        return log("class+load", arguments).contains("com.oracle.truffle.runtime.OptimizedTruffleRuntime");
    }

    @Test
    void theFirstStartMakesACacheAndTheNextUsesIt() throws Exception {
        assertEquals(HELLO, five());
        assertTrue(Files.size(cache) > 1_000_000);
        try (Stream<Path> files = Files.list(cache.getParent())) {
            assertEquals(2, files.count(), "the cache and what it was made for");
        }
        assertTrue(usesCache());
        assertEquals(HELLO, five());
    }

    @Test
    void aThreadOfItsOwnBeginsWithThePreparations() throws Exception {
        String log = log("class+init", "--invoke", "five()", module);
        assertTrue(log.lines()
                .anyMatch(line -> line.contains("wasm/language/Preparation'") && line.contains("wasm-ahead")));
    }

    @Test
    void aProgramThatWasDecodedAheadIsRefusedLikeAnyOther() throws Exception {
        Path malformed =
                Files.write(folder.resolve("malformed.wasm"), new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0, 99, 0});
        Run ahead = command.run(malformed);
        assertEquals(1, ahead.status());
        assertTrue(ahead.err().contains("malformed.wasm: malformed: "), ahead.err());
        WasmCommand alone = command.with(Map.of("WASM_JAVA_OPTIONS", "-Dperigord.ahead=false"));
        assertEquals(alone.run(malformed), ahead);
    }

    @Test
    void aCacheThatDoesNotFitIsIgnoredInSilence() throws Exception {
        assertEquals(HELLO, five());
        Files.writeString(cache, "not a cache");
        assertEquals(HELLO, five());
        Files.delete(cache);
        assertEquals(HELLO, five());
        assertFalse(Files.exists(cache), "making it has failed, as far as the script can tell");
    }

    @Test
    void optionsOfTheJvmThatDoNotFitTheCacheAreNoProblem() throws Exception {
        assertEquals(HELLO, five());
        WasmCommand other = command.with(Map.of(
                "WASM_JAVA_OPTIONS", "-XX:+UseCompactObjectHeaders --add-opens=java.base/java.lang=ALL-UNNAMED"));
        assertEquals(HELLO, other.run("--invoke", "five()", module));
    }

    @Test
    void aNewCacheIsMadeWhereTheInstallationHasMovedOrItsJarsAreNewer() throws Exception {
        assertEquals(HELLO, five());
        Path madeFor = Path.of(cache + ".made-for");
        Files.writeString(madeFor, "/another/jdk 25.0.0 /another/folder\n");
        Files.writeString(cache, "of no use");
        assertEquals(HELLO, five());
        assertTrue(Files.size(cache) > 1_000_000);
        assertTrue(Files.readString(madeFor).contains(installation.toRealPath().toString()));
        assertTrue(usesCache());
    }

    @Test
    void aFolderThatCannotBeWrittenCostsOnlyTime() throws Exception {
        Path runtime = installation.resolve("target/runtime");
        Files.setPosixFilePermissions(runtime, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            Assumptions.assumeFalse(Files.isWritable(runtime), "root may write everywhere");
            assertEquals(HELLO, five());
            assertFalse(Files.exists(cache));
        } finally {
            Files.setPosixFilePermissions(runtime, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void whereNoCacheCanBeMadeTheProgramRunsAllTheSame() throws Exception {
        // A file where the folder should be: also root cannot write there.
        Files.writeString(cache.getParent(), "");
        assertEquals(HELLO, five());
    }

    @Test
    void whileAnotherMakesTheCacheThisOneDoesWithout() throws Exception {
        Files.createDirectories(cache.getParent());
        Path lock = Path.of(cache + ".lock");
        Files.writeString(lock, ProcessHandle.current().pid() + "\n");
        assertEquals(HELLO, five());
        assertFalse(Files.exists(cache));
        assertTrue(Files.exists(lock));
    }

    @Test
    void optionsChooseTheRunTime() throws Exception {
        Files.writeString(cache.getParent(), ""); // no cache: this is about modules
        assertFalse(optimizes("--invoke", "five()", module));
        assertFalse(optimizes(
                "run",
                "--dir",
                folder + "::/",
                "--env",
                "A=b",
                "--wasm.MaxHandles=100",
                "--invoke",
                "five()",
                module,
                "--engine.x"));
        assertFalse(optimizes("validate", module));
        assertTrue(optimizes("--cpusampler", "--invoke", "five()", module));
        assertTrue(optimizes("--invoke", "five()", "run", "--engine.WarnInterpreterOnly=false", module));
        assertFalse(optimizes("--invoke", "five()", "run", module, "--cpusampler"));
        assertTrue(optimizes("--engine.WarnInterpreterOnly=false", "--invoke", "five()", module));
    }

    /** Whether what decodes the program and makes byte code of it is compiled as soon as the program is. */
    private boolean hurries(Object... arguments) throws IOException, InterruptedException {
        return log("arguments", arguments).contains("CompileThresholdScaling,dev.perigord.wasm.*::*,");
    }

    @Test
    void whatReadsALargeProgramIsCompiledSooner() throws Exception {
        Files.writeString(cache.getParent(), ""); // no cache: this is about options
        Path large = Files.write(folder.resolve("(a) large ! program"), withCustomSection(1_100_000));
        Path limit = Files.write(folder.resolve("limit.wasm"), withCustomSection(1_000_000));
        assertTrue(hurries(large));
        assertTrue(hurries("run", "--env", "A=b", large, limit));
        assertFalse(hurries(limit));
        assertFalse(hurries("run", limit, large));
        assertTrue(hurries("--", large));
        assertFalse(hurries("validate", large));
        assertTrue(log("arguments", limit).contains("CompileThresholdScaling,dev.perigord.wasm.generated.*::*,"));
    }

    /** What the optimizing run-time is started with on a JDK, whose {@code java} prints its arguments and makes a cache if it is told to. */
    private String flagsOn(String release) throws IOException, InterruptedException {
        Path jdk = folder.resolve("jdk");
        Path java = Files.createDirectories(jdk.resolve("bin")).resolve("java");
        Files.writeString(jdk.resolve("release"), release);
        Files.writeString(
                java,
                """
                #!/bin/sh
                for argument; do
                  case $argument in -XX:AOTCacheOutput=*) echo cache >"${argument#*=}" ;; esac
                done
                printf '%s\\n' "$@"
                """);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return command.with(Map.of("JAVA_HOME", jdk.toString(), "WASM_RUNTIME", "optimizing"))
                .run(module)
                .out();
    }

    @Test
    void aStockJdkIsGivenTheCompilerAndCanHaveNoCache() throws Exception {
        String flags = flagsOn(
                """
                JAVA_RUNTIME_VERSION="25.0.3+9-LTS"
                JAVA_VERSION="25.0.3"
                MODULES="java.base jdk.internal.vm.ci jdk.graal.compiler"
                """);
        assertTrue(flags.contains("--upgrade-module-path="), flags);
        assertTrue(flags.contains("-XX:+EnableJVMCI"), flags);
        assertFalse(flags.contains("-XX:AOTCache"), flags);
    }

    @Test
    void anImageWithTheCompilerStartsTheOptimizingRunTimeFromACacheOfItsOwn() throws Exception {
        String flags = flagsOn(
                """
                JAVA_VERSION="25.0.5"
                MODULES="java.base jdk.internal.vm.ci org.graalvm.truffle.compiler jdk.graal.compiler"
                """);
        assertFalse(flags.contains("--upgrade-module-path="), flags);
        assertTrue(flags.contains("-XX:+EnableJVMCI"), flags);
        assertTrue(flags.contains("-XX:+EnableVectorSupport"), flags);
        assertTrue(
                flags.contains("-XX:AOTCache=" + installation.toRealPath() + "/target/runtime/aot/optimizing.aot"),
                flags);
        assertFalse(Files.exists(cache));
    }

    @Test
    void aGraalVmIsLeftAsItIs() throws Exception {
        String flags = flagsOn(
                """
                JAVA_VERSION="25.0.1"
                GRAALVM_VERSION="25.0.1"
                """);
        assertFalse(flags.contains("--upgrade-module-path="), flags);
        assertFalse(flags.contains("-XX:+EnableJVMCI"), flags);
        assertFalse(flags.contains("-XX:+EnableVectorSupport"), flags);
        assertTrue(flags.contains("/aot/optimizing.aot"), flags);
    }

    private static byte[] withCustomSection(int size) {
        ByteArrayOutputStream module = new ByteArrayOutputStream();
        module.writeBytes(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0, 0});
        module.writeBytes(new byte[] {(byte) (size | 0x80), (byte) (size >> 7 | 0x80), (byte) (size >> 14)});
        module.writeBytes(new byte[size]);
        return module.toByteArray();
    }

    @Test
    void theEnvironmentOverridesTheChoice() throws Exception {
        Files.writeString(cache.getParent(), "");
        WasmCommand optimizing = command.with(Map.of("WASM_RUNTIME", "optimizing"));
        assertEquals(
                new Run(0, "5\n", ""),
                optimizing.run("--engine.WarnInterpreterOnly=true", "--invoke", "five()", module));
        assertEquals(HELLO, optimizing.run("--invoke", "five()", module));
        Run wrong = command.with(Map.of("WASM_RUNTIME", "fast")).run(module);
        assertEquals(1, wrong.status());
        assertEquals("wasm: WASM_RUNTIME is fallback, optimizing or auto, not 'fast'\n", wrong.err());
    }
}
