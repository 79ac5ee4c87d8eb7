package dev.perigord.wasm.tests;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Java source compiled with all warnings as errors, and its classes. */
final class JavaCompilation implements AutoCloseable {
    private final URLClassLoader loader;

    /** Compiles all source in a folder into the folder. */
    JavaCompilation(Path folder) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter findings = new StringWriter();
        try (Stream<Path> found = Files.walk(folder);
                StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            List<Path> sources =
                    found.filter(file -> file.toString().endsWith(".java")).toList();
            List<String> options = List.of(
                    "-Xlint:all",
                    "-Werror",
                    "-proc:none",
                    "-d",
                    folder.toString(),
                    "-cp",
                    System.getProperty("java.class.path"));
            boolean compiled = compiler.getTask(
                            findings, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            if (!compiled) {
                throw new AssertionError(findings);
            }
        }
        loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, JavaCompilation.class.getClassLoader());
    }

    /** A new object of a class, which has a constructor without parameters. */
    <T> T create(String className, Class<T> type) throws ReflectiveOperationException {
        return type.cast(loader.loadClass(className).getConstructor().newInstance());
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
