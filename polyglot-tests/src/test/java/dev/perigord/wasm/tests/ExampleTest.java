package dev.perigord.wasm.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples and what the README says of them. */
class ExampleTest {
    private static final Path ROOT = Path.of(System.getProperty("perigord.root", ".."));
    private static final Path GREETER = ROOT.resolve("examples/greeter");
    private static final Path COMPONENT = GREETER.resolve("greeter.component.wasm");

    @Test
    void greeterFromJava() throws Exception {
        try (Context context = Context.create("wasm")) {
            Value component =
                    context.eval(Source.newBuilder("wasm", COMPONENT.toFile()).build());
            Value greeter = component.newInstance();
            assertEquals("Hello, Ada!", greeter.invokeMember("greet", "Ada").asString());
            assertEquals("Hello, !", greeter.invokeMember("greet", "").asString());
            String name = "Zoë 😀 ".repeat(100_000);
            assertEquals(
                    "Hello, " + name + "!", greeter.invokeMember("greet", name).asString());
        }
    }

    @Test
    void greeterFromTheCommandLine() throws Exception {
        assertEquals(
                "\"Hello, Ada!\"\n",
                output(ROOT.resolve("wasm").toString(), "run", "--invoke", "greet(\"Ada\")", COMPONENT.toString()));
    }

    @Test
    void theReadmeShowsTheExample() throws Exception {
        String example = Files.readString(GREETER.resolve("Greet.java"));
        assertTrue(Files.readString(ROOT.resolve("README.md")).contains("```java\n" + example + "```\n"));
    }

    @Test
    void theExampleRunsFromSource() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        assertEquals(
                "Hello, Ada!\n",
                output(
                        java.toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dpolyglot.engine.WarnInterpreterOnly=false",
                        "-cp",
                        System.getProperty("java.class.path"),
                        GREETER.resolve("Greet.java").toString()));
    }

    /** Each is run as its first line says. */
    @ParameterizedTest
    @ValueSource(strings = {"Pricing.java", "pricing.js", "pricing.py"})
    void aShopWithARuleOfItsUser(String file) throws Exception {
        String path = "examples/pricing/" + file;
        String firstLine = Files.readAllLines(ROOT.resolve(path)).getFirst();
        String command = firstLine.substring(firstLine.indexOf("examples/run"));
        assertEquals("examples/run " + path, command);
        assertTrue(Files.readString(ROOT.resolve("README.md")).contains("\n" + command + "\n"));
        assertEquals(
                """
                2 tea: 700
                rule: a tenth off for tea
                12 tea: 3780
                milk: no such item
                """,
                output(command.split(" ")));
    }

    private static String output(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        assertEquals(0, process.exitValue(), output);
        return output;
    }
}
