package dev.perigord.wasm.component.wit;

import dev.perigord.wasm.component.binary.ComponentDecoder;
import dev.perigord.wasm.component.wit.binary.WitDecoder;
import dev.perigord.wasm.component.wit.model.PackageName;
import dev.perigord.wasm.component.wit.resolve.Features;
import dev.perigord.wasm.component.wit.resolve.WitResolver;
import dev.perigord.wasm.component.wit.syntax.WitFile;
import dev.perigord.wasm.component.wit.text.WitParser;
import dev.perigord.wasm.module.InvalidException;
import dev.perigord.wasm.module.MalformedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads WIT from a file, or from a folder with the files of one package and a folder {@code deps} with the packages that
 * it depends on (WIT.md "Filesystem structure").
 */
public final class WitLoader {
    private static final String TEXT = ".wit";
    private static final String BINARY = ".wasm";

    private final WitFiles files;
    private final WitResolver resolver;

    private WitLoader(WitFiles files, Features features) {
        this.files = files;
        this.resolver = new WitResolver(features);
    }

    /**
     * Reads a file or folder.
     *
     * @throws WitException if its text or binary is none
     * @throws IOException if it cannot be read
     */
    public static LoadedWit load(WitFiles files, String path, Features features) throws IOException {
        if (!files.isFolder(path)) {
            byte[] bytes = files.read(path);
            return ComponentDecoder.isComponent(bytes) ? decode(path, bytes) : parse(path, bytes, features);
        }
        WitLoader loader = new WitLoader(files, features);
        PackageName main = loader.folder(path);
        loader.dependencies(path + "/deps");
        return new LoadedWit(loader.resolver.resolve(), main);
    }

    /**
     * Reads one text.
     *
     * @throws WitException if it is none
     */
    public static LoadedWit parse(String name, byte[] text, Features features) {
        WitResolver resolver = new WitResolver(features);
        PackageName main = resolver.add(List.of(WitParser.parse(name, decodeText(name, text))));
        return new LoadedWit(resolver.resolve(), main);
    }

    /**
     * Reads a binary: an encoded package, or a component for its world.
     *
     * @throws WitException if WIT cannot describe it
     */
    public static LoadedWit decode(String name, byte[] bytes) {
        try {
            WitDecoder.Decoded decoded = WitDecoder.decode(bytes);
            return new LoadedWit(decoded.packages(), decoded.main());
        } catch (MalformedException e) {
            throw new WitException(name + ": malformed: " + e.getMessage());
        } catch (InvalidException e) {
            throw new WitException(name + ": invalid: " + e.getMessage());
        } catch (WitException e) {
            throw new WitException(name + ": " + e.getMessage());
        }
    }

    private static String decodeText(String name, byte[] text) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new WitException(name + ": neither WIT (no UTF-8 text) nor a component");
        }
    }

    /** Adds the package whose texts stand in a folder. */
    private PackageName folder(String path) throws IOException {
        List<WitFile> texts = new ArrayList<>();
        for (String name : files.names(path)) {
            String file = path + "/" + name;
            if (name.endsWith(TEXT) && !files.isFolder(file)) {
                texts.add(WitParser.parse(file, decodeText(file, files.read(file))));
            }
        }
        if (texts.isEmpty()) {
            throw new WitException(path + ": no WIT files in this folder");
        }
        return resolver.add(texts);
    }

    private void dependencies(String path) throws IOException {
        if (!files.isFolder(path)) {
            return;
        }
        for (String name : files.names(path)) {
            String file = path + "/" + name;
            if (files.isFolder(file)) {
                folder(file);
            } else if (name.endsWith(TEXT)) {
                resolver.add(List.of(WitParser.parse(file, decodeText(file, files.read(file)))));
            } else if (name.endsWith(BINARY)) {
                resolver.addResolved(decode(file, files.read(file)).packages());
            }
        }
    }
}
