package dev.perigord.wasm.hostile;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.perigord.wasm.instantiation.ModuleLoader;
import dev.perigord.wasm.module.Feature;
import dev.perigord.wasm.module.InvalidException;
import dev.perigord.wasm.module.MalformedException;
import dev.perigord.wasm.text.ModuleSource;
import dev.perigord.wasm.text.ScriptCommand;
import dev.perigord.wasm.text.ScriptParser;
import dev.perigord.wasm.text.ScriptSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

/** The modules of the WebAssembly test suite: those that are valid, and those that must not be. */
final class CoreSuite {
    /** A module and where it is in the suite. */
    record Binary(String place, byte[] bytes) {}

    /** The text of a module and where it is in the suite. */
    record Text(String place, String text) {}

    private final List<Binary> validBinaries = new ArrayList<>();
    private final List<Binary> refusedBinaries = new ArrayList<>();
    private final List<Text> validTexts = new ArrayList<>();
    private final List<Text> refusedTexts = new ArrayList<>();

    private CoreSuite() {}

    /** Reads the suite; a test that needs it is skipped where it is not there. */
    static CoreSuite read() throws IOException {
        Path folder = Path.of(System.getProperty("perigord.conformance", "../../shared/conformance"))
                .resolve("core")
                .normalize();
        assumeTrue(Files.isDirectory(folder), () -> "skipped: no folder " + folder);
        CoreSuite suite = new CoreSuite();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path script : files.filter(file -> file.toString().endsWith(".wast"))
                    .sorted()
                    .toList()) {
                suite.add(script);
            }
        }
        return suite;
    }

    private void add(Path script) throws IOException {
        String name = script.getFileName().toString();
        for (ScriptCommand command : ScriptParser.parse(Files.readString(script), name)) {
            if (source(command) instanceof ModuleSource source) {
                add(source, name + ":" + command.line());
            }
        }
    }

    private void add(ModuleSource source, String place) {
        boolean valid = false;
        try {
            Binary binary = new Binary(place, source.encode());
            valid = isValid(binary.bytes());
            (valid ? validBinaries : refusedBinaries).add(binary);
        } catch (MalformedException e) {
            // A text that must not be parsed has no binary, but is a text all the same.
            assert source instanceof ModuleSource.Text || source instanceof ModuleSource.Quote;
        }
        if (source instanceof ModuleSource.Text text) {
            (valid ? validTexts : refusedTexts).add(new Text(place, text.toString()));
        }
    }

    private static boolean isValid(byte[] bytes) {
        try {
            ModuleLoader.decode(bytes, 0, bytes.length, EnumSet.allOf(Feature.class));
            return true;
        } catch (MalformedException | InvalidException e) {
            return false;
        }
    }

    private static ScriptSource source(ScriptCommand command) {
        return switch (command) {
            case ScriptCommand.Module module -> module.source();
            case ScriptCommand.AssertInvalid expected -> expected.source();
            case ScriptCommand.AssertMalformed expected -> expected.source();
            case ScriptCommand.AssertInvalidCustom expected -> expected.source();
            case ScriptCommand.AssertMalformedCustom expected -> expected.source();
            case ScriptCommand.AssertUnlinkable expected -> expected.source();
            case ScriptCommand.AssertUninstantiable expected -> expected.source();
            default -> null;
        };
    }

    /** The modules that are valid. */
    List<Binary> validBinaries() {
        return validBinaries;
    }

    /** The modules that are invalid or malformed. */
    List<Binary> refusedBinaries() {
        return refusedBinaries;
    }

    /** The texts of valid modules. */
    List<Text> validTexts() {
        return validTexts;
    }

    /** The texts of modules that are invalid or malformed. */
    List<Text> refusedTexts() {
        return refusedTexts;
    }
}
