package dev.perigord.wasm.component.wit.binary;

import dev.perigord.wasm.component.binary.ComponentDecoder;
import dev.perigord.wasm.component.binary.ComponentWriter;
import dev.perigord.wasm.component.name.InterfaceName;
import dev.perigord.wasm.component.syntax.ComponentSyntax;
import dev.perigord.wasm.component.syntax.CustomSection;
import dev.perigord.wasm.component.validation.StringEncoding;
import dev.perigord.wasm.component.wit.LoadedWit;
import dev.perigord.wasm.component.wit.WitException;
import dev.perigord.wasm.component.wit.model.PackageName;
import dev.perigord.wasm.component.wit.model.Packages;
import dev.perigord.wasm.component.wit.model.WitWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The world that a core module says it is for, in a custom section whose name begins with {@code component-type}: a
 * component that exports the world's type, with the encoding of the module's strings in a custom section of its own.
 * Tool chains write it; what makes components of modules reads it.
 */
public record EmbeddedWorld(Packages packages, InterfaceName name, StringEncoding encoding) {
    /** How the names of the sections begin. */
    public static final String SECTION = "component-type";

    private static final String ENCODING_SECTION = "wit-component-encoding";
    private static final byte VERSION = 4;

    /** The world. */
    public WitWorld world() {
        return packages.get(PackageName.of(name)).worlds().get(name.interfaceName());
    }

    /** The contents of the section for a world. */
    public static byte[] encode(Packages packages, InterfaceName name, StringEncoding encoding) {
        WitWorld world = packages.get(PackageName.of(name)).worlds().get(name.interfaceName());
        ComponentWriter writer = WitEncoder.encodeWorld(packages, name, world);
        writer.custom(ENCODING_SECTION, new byte[] {VERSION, (byte) encoding.ordinal()});
        return writer.finish(null, Map.of());
    }

    /**
     * All worlds of a module in the order of their sections.
     *
     * @throws WitException if a section is malformed
     */
    public static List<EmbeddedWorld> all(ModuleSections module) {
        List<EmbeddedWorld> worlds = new ArrayList<>();
        module.custom(SECTION).forEach(section -> worlds.add(decode(section)));
        return worlds;
    }

    private static EmbeddedWorld decode(byte[] section) {
        if (!ComponentDecoder.isComponent(section)) {
            throw new WitException("section `" + SECTION + "` is in a format of old tools, which is not supported");
        }
        WitDecoder.Decoded decoded = WitDecoder.decode(section);
        var worlds = decoded.packages().get(decoded.main()).worlds().keySet();
        if (worlds.size() != 1) {
            throw new WitException("expected one world in section `" + SECTION + "`, found " + worlds.size());
        }
        return new EmbeddedWorld(
                decoded.packages(), decoded.main().item(worlds.iterator().next()), encodingOf(section));
    }

    private static StringEncoding encodingOf(byte[] section) {
        ComponentSyntax syntax = WitDecoder.syntax(section);
        for (CustomSection custom : syntax.customSections()) {
            if (custom.name().equals(ENCODING_SECTION)
                    && custom.length() == 2
                    && section[custom.offset()] == VERSION
                    && section[custom.offset() + 1] >= 0
                    && section[custom.offset() + 1] < StringEncoding.values().length) {
                return StringEncoding.values()[section[custom.offset() + 1]];
            }
        }
        throw new WitException("section `" + SECTION + "` does not tell the encoding of strings");
    }

    /**
     * The package of a module's world.
     *
     * @param file the module's name for messages
     * @throws WitException if the module has no world or more than one
     */
    public static LoadedWit worldsOf(String file, ModuleSections module) {
        List<EmbeddedWorld> worlds = all(module);
        if (worlds.size() != 1) {
            throw new WitException(file + ": expected a core module with one embedded world, found "
                    + (worlds.isEmpty()
                            ? "none"
                            : String.join(
                                    ", ",
                                    worlds.stream()
                                            .map(world -> world.name.toString())
                                            .toList())));
        }
        return new LoadedWit(worlds.getFirst().packages, PackageName.of(worlds.getFirst().name));
    }
}
