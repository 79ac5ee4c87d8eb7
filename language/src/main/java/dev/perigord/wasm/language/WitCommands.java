package dev.perigord.wasm.language;

import com.oracle.truffle.api.TruffleFile;
import dev.perigord.wasm.bindgen.JavaBindings;
import dev.perigord.wasm.component.name.InterfaceName;
import dev.perigord.wasm.component.validation.StringEncoding;
import dev.perigord.wasm.component.wit.LoadedWit;
import dev.perigord.wasm.component.wit.WitException;
import dev.perigord.wasm.component.wit.WitFiles;
import dev.perigord.wasm.component.wit.WitReader;
import dev.perigord.wasm.component.wit.binary.EmbeddedWorld;
import dev.perigord.wasm.component.wit.binary.ModuleSections;
import dev.perigord.wasm.component.wit.resolve.Features;
import dev.perigord.wasm.component.wrapping.ComponentWrapper;
import dev.perigord.wasm.module.InvalidException;
import dev.perigord.wasm.module.MalformedException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the launcher does with WIT: reads files through the context, so that only those are seen that it allows. */
final class WitCommands {
    private final WasmContext context;
    private final WitReader reader;

    WitCommands(WasmContext context) {
        this.context = context;
        this.reader = new WitReader(new ContextFiles());
    }

    /** The WIT of a file or folder; with a world, only that one of the package's worlds. */
    Object wit(String file, String world, String features, boolean binary) {
        return checked(() -> {
            LoadedWit wit = load(file, features);
            LoadedWit chosen = world.isEmpty() ? wit : wit.withOnly(wit.world(world));
            return binary ? new BinaryBuffer(chosen.encode()) : chosen.print();
        });
    }

    /** A core module with the type of a world in a custom section. */
    Object embed(String witFile, String world, String features, String encoding, String moduleFile) {
        return checked(() -> {
            LoadedWit wit = load(witFile, features);
            InterfaceName name = wit.world(world.isEmpty() ? null : world);
            byte[] section = EmbeddedWorld.encode(wit.packages(), name, encodingOf(encoding));
            ModuleSections module = ModuleSections.of(binary(moduleFile));
            return new BinaryBuffer(module.with(EmbeddedWorld.SECTION + ":" + name.interfaceName(), section));
        });
    }

    /** The component that a core module makes with adapters, which are given by the names by which it imports them. */
    Object componentOf(String moduleFile, Map<String, String> adapterFiles) {
        return checked(() -> {
            Map<String, byte[]> adapters = new LinkedHashMap<>();
            for (Map.Entry<String, String> adapter : adapterFiles.entrySet()) {
                adapters.put(adapter.getKey(), binary(adapter.getValue()));
            }
            return new BinaryBuffer(ComponentWrapper.wrap(moduleFile, binary(moduleFile), adapters));
        });
    }

    /** Writes the Java source of a world below a folder; gives the number of files. */
    Object bindgen(String witFile, String world, String features, String javaPackage, String folder) {
        return checked(() -> {
            Map<String, String> sources = JavaBindings.generate(load(witFile, features), world, javaPackage);
            for (Map.Entry<String, String> source : sources.entrySet()) {
                TruffleFile file = context.env().getPublicTruffleFile(folder).resolve(source.getKey());
                file.getParent().createDirectories();
                try (BufferedWriter writer = file.newBufferedWriter(StandardCharsets.UTF_8)) {
                    writer.write(source.getValue());
                }
            }
            return sources.size();
        });
    }

    private static StringEncoding encodingOf(String text) {
        return switch (text) {
            case "utf16" -> StringEncoding.UTF16;
            case "latin1+utf16" -> StringEncoding.LATIN1_UTF16;
            default -> StringEncoding.UTF8;
        };
    }

    private LoadedWit load(String file, String features) throws IOException {
        Features wanted = features.equals("*")
                ? Features.ALL
                : new Features(false, features.isEmpty() ? Set.of() : Set.of(features.split(",", -1)));
        return reader.read(file, wanted);
    }

    private byte[] binary(String file) throws IOException {
        return reader.binary(file);
    }

    private interface Action {
        Object run() throws IOException;
    }

    private static Object checked(Action action) {
        try {
            return action.run();
        } catch (WitException e) {
            throw new ParseException(e.getMessage());
        } catch (MalformedException e) {
            throw new ParseException("malformed: " + e.getMessage());
        } catch (InvalidException e) {
            throw new ParseException("invalid: " + e.getMessage());
        } catch (NoSuchFileException e) {
            throw new ParseException("no such file: " + e.getFile());
        } catch (IOException | SecurityException e) {
            throw new ParseException("cannot be read: " + e.getMessage());
        }
    }

    /** The files that the context lets its guests see. */
    private final class ContextFiles implements WitFiles {
        private TruffleFile file(String path) {
            return context.env().getPublicTruffleFile(path);
        }

        @Override
        public boolean isFolder(String path) {
            return file(path).isDirectory();
        }

        @Override
        public List<String> names(String folder) throws IOException {
            return file(folder).list().stream()
                    .map(TruffleFile::getName)
                    .sorted()
                    .toList();
        }

        @Override
        public byte[] read(String path) throws IOException {
            return file(path).readAllBytes();
        }
    }
}
