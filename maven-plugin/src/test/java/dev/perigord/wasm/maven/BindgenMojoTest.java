package dev.perigord.wasm.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The goal {@code perigord:bindgen}. */
class BindgenMojoTest {
    @TempDir
    private Path folder;

    private final MavenProject project = new MavenProject();
    private Path wit;
    private Path output;

    @BeforeEach
    void writeWit() throws Exception {
        wit = Files.createDirectory(folder.resolve("wit"));
        output = folder.resolve("generated");
        Files.writeString(
                wit.resolve("greeter.wit"),
                """
                package test:greeter;

                /// Greets.
                world greeter {
                  import test:names/names;
                  export greet: func(name: string) -> string;
                }
                """);
        Files.createDirectory(wit.resolve("deps"));
        Files.writeString(
                wit.resolve("deps/names.wit"), "package test:names; interface names { of: func() -> list<string>; }");
    }

    private BindgenMojo goal(String world, String javaPackage) {
        return new BindgenMojo(wit.toFile(), world, javaPackage, output.toFile(), project);
    }

    @Test
    void sourceIsWrittenAndCompiledWithTheProject() throws Exception {
        goal(null, null).execute();
        Path greeter = output.resolve("test/greeter/Greeter.java");
        assertTrue(Files.readString(greeter).contains("/// Greets."));
        assertTrue(Files.readString(output.resolve("test/greeter/Names.java")).contains("List<String> of();"));
        assertEquals(List.of(output.toString()), project.getCompileSourceRoots());
    }

    @Test
    void worldAndPackageAreChosen() throws Exception {
        goal("greeter", "com.example").execute();
        assertTrue(Files.exists(output.resolve("com/example/GreeterImports.java")));
    }

    @Test
    void sourceThatIsThereIsNotWrittenAgain() throws Exception {
        goal(null, null).execute();
        Path greeter = output.resolve("test/greeter/Greeter.java");
        assertTrue(greeter.toFile().setLastModified(0));
        goal(null, null).execute();
        assertEquals(0, greeter.toFile().lastModified());
        Files.writeString(greeter, "something else");
        goal(null, null).execute();
        assertTrue(Files.readString(greeter).contains("class Greeter"));
    }

    @Test
    void mistakesAreExplained() throws Exception {
        assertEquals(
                "package `test:greeter` has no world `other`; it has greeter",
                assertThrows(MojoExecutionException.class, goal("other", null)::execute)
                        .getMessage());
        wit = folder.resolve("none.wit");
        assertEquals(
                "no such file: " + wit,
                assertThrows(MojoExecutionException.class, goal(null, null)::execute)
                        .getMessage());
    }
}
