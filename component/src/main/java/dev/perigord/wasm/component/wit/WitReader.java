package dev.perigord.wasm.component.wit;

import dev.perigord.wasm.component.binary.ComponentDecoder;
import dev.perigord.wasm.component.text.ComponentTextParser;
import dev.perigord.wasm.component.wit.binary.EmbeddedWorld;
import dev.perigord.wasm.component.wit.binary.ModuleSections;
import dev.perigord.wasm.component.wit.resolve.Features;
import dev.perigord.wasm.module.MalformedException;
import dev.perigord.wasm.text.TextParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads the WIT that is in a file of any kind. */
public record WitReader(WitFiles files) {
    /**
     * Reads WIT from a text or a folder of texts, a component, an encoded package, or a core module with an embedded world; components
     * and modules may be texts.
     *
     * @throws WitException if there is none or it is wrong
     * @throws MalformedException if a module is none
     * @throws IOException if a file cannot be read
     */
    public LoadedWit read(String file, Features features) throws IOException {
        if (files.isFolder(file) || file.endsWith(".wit")) {
            return WitLoader.load(files, file, features);
        }
        byte[] bytes = files.read(file);
        if (isBinary(bytes)) {
            return binaryWit(file, bytes);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        return isWit(text) ? WitLoader.parse(file, bytes, features) : binaryWit(file, assemble(file, text));
    }

    private static LoadedWit binaryWit(String file, byte[] binary) {
        return ComponentDecoder.isComponent(binary)
                ? WitLoader.decode(file, binary)
                : EmbeddedWorld.worldsOf(file, ModuleSections.of(binary));
    }

    private static boolean isBinary(byte[] bytes) {
        return bytes.length == 0 || bytes[0] == 0;
    }

    /** Whether a text is WIT, although the file's name does not say so: no module or component. */
    private static boolean isWit(String text) {
        String start = text.stripLeading();
        return !start.startsWith("(") && !start.startsWith(";;");
    }

    /**
     * The binary in a file, which may contain a text.
     *
     * @throws WitException if it is a text that is malformed
     * @throws IOException if the file cannot be read
     */
    public byte[] binary(String file) throws IOException {
        byte[] bytes = files.read(file);
        return isBinary(bytes) ? bytes : assemble(file, new String(bytes, StandardCharsets.UTF_8));
    }

    private static byte[] assemble(String file, String text) {
        try {
            return ComponentTextParser.isComponent(text)
                    ? ComponentTextParser.parse(text).binary()
                    : TextParser.parseModule(text).binary();
        } catch (MalformedException e) {
            throw new WitException(file + ": malformed: " + e.getMessage());
        }
    }
}
