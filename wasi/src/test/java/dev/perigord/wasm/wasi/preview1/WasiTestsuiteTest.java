package dev.perigord.wasm.wasi.preview1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.perigord.wasm.wasi.Preopen;
import dev.perigord.wasm.wasi.TestLanguage;
import dev.perigord.wasm.wasi.WasiConfiguration;
import dev.perigord.wasm.wasi.io.StandardStreams;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.graalvm.polyglot.Context;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The programs of WebAssembly/wasi-testsuite for preview1, over both back ends of the file system. The system property
 * {@code perigord.wasi-testsuite} names the directory {@code tests} of its branch {@code prod/testsuite-base}.
 */
final class WasiTestsuiteTest {
    private static final String PROPERTY = "perigord.wasi-testsuite";

    @TempDir
    Path temporary;

    @TestFactory
    Stream<DynamicTest> programs() throws IOException {
        assumeTrue(System.getProperty(PROPERTY) != null, "property " + PROPERTY);
        List<Path> programs;
        try (Stream<Path> files = Files.walk(Path.of(System.getProperty(PROPERTY)))) {
            programs = files.filter(file -> file.toString().endsWith(".wasm"))
                    .filter(file -> file.getParent().endsWith("wasm32-wasip1"))
                    .sorted()
                    .toList();
        }
        return Stream.of(true, false).flatMap(host -> programs.stream()
                .map(program -> DynamicTest.dynamicTest(
                        program.getFileName() + (host ? " on the host" : " on a virtual file system"),
                        () -> run(program, host))));
    }

    private void run(Path program, boolean host) throws IOException {
        TestSpecification specification = TestSpecification.of(program);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Path root = specification.root() == null ? null : copy(program.resolveSibling(specification.root()));
        int[] status = new int[1];
        try (Context context =
                Context.newBuilder(TestLanguage.ID).allowAllAccess(true).build()) {
            TestLanguage.run(context, (language, env) -> {
                WasiConfiguration.Builder builder = WasiConfiguration.builder()
                        .arguments(List.of(program.getFileName().toString()))
                        .arguments(specification.arguments())
                        .environment(specification.environment())
                        .streams(StandardStreams.of(
                                InputStream.nullInputStream(), out, err, StandardStreams.Terminals.NONE));
                if (root != null) {
                    builder.preopen(
                            new Preopen(env.getPublicTruffleFile(root.toString()), host ? root : null, "/", false));
                }
                Preview1 wasi = new Preview1Library(language).instantiate(builder.build());
                status[0] = Guest.instantiate(language, Files.readAllBytes(program), wasi)
                        .run();
                return 0;
            });
        }
        assertEquals(specification.exitCode(), status[0], () -> err.toString(StandardCharsets.UTF_8));
        if (specification.output() != null) {
            assertEquals(specification.output(), out.toString(StandardCharsets.UTF_8));
        }
    }

    private Path copy(Path directory) throws IOException {
        Path target = Files.createTempDirectory(temporary, "root");
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(target.resolve(directory.relativize(visited)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, target.resolve(directory.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
        return target;
    }
}
