package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.component.name.InterfaceName;
import dev.perigord.wasm.component.validation.StringEncoding;
import dev.perigord.wasm.component.wit.WitException;
import dev.perigord.wasm.component.wit.binary.EmbeddedWorld;
import dev.perigord.wasm.component.wit.model.PackageName;
import dev.perigord.wasm.component.wit.model.Packages;
import dev.perigord.wasm.component.wit.model.Stability;
import dev.perigord.wasm.component.wit.model.TypeDefinition;
import dev.perigord.wasm.component.wit.model.WitFunction;
import dev.perigord.wasm.component.wit.model.WitInterface;
import dev.perigord.wasm.component.wit.model.WitPackage;
import dev.perigord.wasm.component.wit.model.WitWorld;
import dev.perigord.wasm.component.wit.model.WorldItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The worlds of all modules of a component as one. Each may know only parts of the same interface. */
final class MergedWorld {
    private final Map<InterfaceName, WitInterface> interfaces = new LinkedHashMap<>();
    private final Map<String, WorldItem> imports = new LinkedHashMap<>();
    private final Map<String, WorldItem> exports = new LinkedHashMap<>();
    private final Map<String, CoreModule> exporters = new HashMap<>();

    /** Adds the worlds of a module. */
    void add(CoreModule module) {
        for (EmbeddedWorld embedded : module.worlds()) {
            for (WitPackage each : embedded.packages().all()) {
                each.interfaces()
                        .forEach((name, contents) -> interfaces.merge(
                                each.name().item(name), contents, (known, other) -> merge(name, known, other)));
            }
            WitWorld world = embedded.world();
            world.imports()
                    .forEach((name, item) -> imports.merge(name, item, (known, other) -> {
                        boolean same = known.equals(other) || known instanceof WorldItem.Interface;
                        if (!same) {
                            throw new WitException(
                                    module.name() + ": import `" + name + "` differs between embedded worlds");
                        }
                        return known;
                    }));
            world.exports().forEach((name, item) -> {
                if (exports.putIfAbsent(name, item) != null && exporters.get(name) != module) {
                    throw new WitException(module.name() + ": export `" + name + "` is that of "
                            + exporters.get(name).name() + " too");
                }
                exporters.put(name, module);
            });
        }
    }

    private static WitInterface merge(String name, WitInterface known, WitInterface other) {
        Map<String, TypeDefinition> types = new LinkedHashMap<>(known.types());
        other.types().forEach(types::putIfAbsent);
        Map<String, WitFunction> functions = new LinkedHashMap<>(known.functions());
        other.functions().forEach((label, function) -> {
            WitFunction before = functions.putIfAbsent(label, function);
            if (before != null
                    && !(before.parameters().equals(function.parameters())
                            && String.valueOf(before.result()).equals(String.valueOf(function.result())))) {
                throw new WitException(
                        "function `" + label + "` of interface `" + name + "` differs between embedded worlds");
            }
        });
        return new WitInterface(known.docs(), Stability.UNKNOWN, types, functions);
    }

    Map<String, WorldItem> imports() {
        return imports;
    }

    /** The import of a name or, if there is none, of a compatible version of the interface; or else the name itself. */
    String importFor(String name) {
        InterfaceName wanted = InterfaceName.tryParse(name).orElse(null);
        if (wanted == null || imports.containsKey(name)) {
            return name;
        }
        return imports.keySet().stream()
                .filter(each -> InterfaceName.tryParse(each)
                        .filter(offered -> offered.satisfies(wanted))
                        .isPresent())
                .findFirst()
                .orElse(name);
    }

    Map<String, WorldItem> exports() {
        return exports;
    }

    /** The module that has to export what an export of the component consists of. */
    CoreModule exporter(String name) {
        return exporters.get(name);
    }

    /** All interfaces. */
    Packages packages() {
        Map<PackageName, Map<String, WitInterface>> byPackage = new LinkedHashMap<>();
        interfaces.forEach((name, contents) -> byPackage
                .computeIfAbsent(PackageName.of(name), _ -> new LinkedHashMap<>())
                .put(name.interfaceName(), contents));
        List<WitPackage> packages = new ArrayList<>();
        byPackage.forEach((name, contents) -> packages.add(new WitPackage(name, "", contents, Map.of())));
        return new Packages(packages);
    }

    /** The types that the worlds themselves import. */
    Map<String, TypeDefinition> types() {
        Map<String, TypeDefinition> types = new LinkedHashMap<>();
        imports.values().forEach(item -> {
            if (item instanceof WorldItem.Type(var definition)) {
                types.put(definition.name(), definition);
            }
        });
        return types;
    }

    /** How a module encodes its strings. */
    static StringEncoding encoding(CoreModule module) {
        return module.worlds().isEmpty()
                ? StringEncoding.UTF8
                : module.worlds().getFirst().encoding();
    }
}
