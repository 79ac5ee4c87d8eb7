package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.component.binary.ComponentDecoder;
import dev.perigord.wasm.component.name.InterfaceName;
import dev.perigord.wasm.component.printer.ComponentPrinter;
import dev.perigord.wasm.component.testing.CoreModuleHeader;
import dev.perigord.wasm.component.validation.ComponentValidator;
import dev.perigord.wasm.component.validation.StringEncoding;
import dev.perigord.wasm.component.wit.LoadedWit;
import dev.perigord.wasm.component.wit.WitLoader;
import dev.perigord.wasm.component.wit.binary.EmbeddedWorld;
import dev.perigord.wasm.component.wit.binary.ModuleSections;
import dev.perigord.wasm.component.wit.resolve.Features;
import dev.perigord.wasm.module.Feature;
import dev.perigord.wasm.text.TextParser;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** A core module with a world and adapters, and the component that they make. */
final class Wrapping {
    private static final Pattern CORE_MODULE = Pattern.compile("  \\(core module\n(    .*\n)+");

    private final byte[] main;
    private final Map<String, byte[]> adapters = new LinkedHashMap<>();

    private Wrapping(byte[] main) {
        this.main = main;
    }

    /** A core module, and a package with the world that it is for, the only one. */
    static Wrapping of(String module, String wit) {
        return new Wrapping(embedded(module, wit));
    }

    /** A core module without a world. */
    static Wrapping of(String module) {
        return new Wrapping(TextParser.parseModule(module).binary());
    }

    /** Adds an adapter. */
    Wrapping adapt(String name, String module, String wit) {
        adapters.put(name, embedded(module, wit));
        return this;
    }

    private static byte[] embedded(String module, String text) {
        LoadedWit wit = WitLoader.parse("test.wit", text.getBytes(StandardCharsets.UTF_8), Features.ALL);
        InterfaceName world = wit.world(null);
        byte[] section = EmbeddedWorld.encode(wit.packages(), world, StringEncoding.UTF8);
        return ModuleSections.of(TextParser.parseModule(module).binary())
                .with(EmbeddedWorld.SECTION + ":" + world.interfaceName(), section);
    }

    /** The component, which has been validated. */
    byte[] component() {
        byte[] component = ComponentWrapper.wrap("main", main, adapters);
        ComponentValidator.validate(
                ComponentDecoder.decode(component, CoreModuleHeader::decode), EnumSet.allOf(Feature.class));
        return component;
    }

    /** The component's text. */
    String text() {
        return ComponentPrinter.print(component());
    }

    /** The component's text without core modules. */
    String outline() {
        return CORE_MODULE.matcher(text()).replaceAll("");
    }

    /** The text of one of the core modules. */
    String coreModule(int index) {
        return CORE_MODULE.matcher(text()).results().toList().get(index).group().replaceAll("(?m)^  ", "");
    }

    /** The component's world. */
    String world() {
        return WitLoader.decode("test.wasm", component()).print();
    }
}
