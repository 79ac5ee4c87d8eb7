package dev.perigord.wasm.printer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.perigord.wasm.binary.ModuleDecoder;
import dev.perigord.wasm.module.InvalidException;
import dev.perigord.wasm.module.MalformedException;
import dev.perigord.wasm.text.ModuleSource;
import dev.perigord.wasm.text.ScriptCommand;
import dev.perigord.wasm.text.ScriptParser;
import dev.perigord.wasm.text.ScriptSource;
import dev.perigord.wasm.text.TextParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Prints every module of the WebAssembly test suite and parses the text: it must be the same module. */
final class PrinterConformanceTest {
    private static int printed;

    @TestFactory
    Stream<DynamicTest> suite() throws IOException {
        Path folder = Path.of(System.getProperty("perigord.conformance", "../../shared/conformance"))
                .resolve("core")
                .normalize();
        assumeTrue(Files.isDirectory(folder), () -> "skipped: no folder " + folder);
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".wast")).sorted().toList().stream()
                    .map(script ->
                            DynamicTest.dynamicTest(folder.relativize(script).toString(), () -> script(script)));
        }
    }

    private static void script(Path script) throws IOException {
        String name = script.getFileName().toString();
        for (ScriptCommand command : ScriptParser.parse(Files.readString(script), name)) {
            byte[] binary = decodable(module(command));
            if (binary != null) {
                sameAfterPrinting(binary, name + ":" + command.line());
                printed++;
            }
        }
    }

    private static ModuleSource module(ScriptCommand command) {
        ScriptSource source =
                switch (command) {
                    case ScriptCommand.Module module -> module.source();
                    case ScriptCommand.AssertInvalidCustom expected -> expected.source();
                    case ScriptCommand.AssertUnlinkable expected -> expected.source();
                    case ScriptCommand.AssertUninstantiable expected -> expected.source();
                    default -> null;
                };
        return source instanceof ModuleSource module ? module : null;
    }

    /** The binary of a module, or {@code null} if it cannot be decoded. */
    private static byte[] decodable(ModuleSource source) {
        if (source == null) {
            return null;
        }
        try {
            byte[] binary = source.encode();
            ModuleDecoder.decode(binary);
            return binary;
        } catch (MalformedException | InvalidException e) {
            return null;
        }
    }

    private static void sameAfterPrinting(byte[] binary, String place) {
        String text = ModulePrinter.print(binary);
        byte[] parsed = TextParser.parseModule(text).binary();
        assertEquals(Structure.of(binary), Structure.of(parsed), place);
        assertEquals(text, ModulePrinter.print(parsed), place);
    }

    @AfterAll
    static void report() {
        System.out.println("conformance: printer: " + printed + " modules are the same after printing and parsing");
    }
}
