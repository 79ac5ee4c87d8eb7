package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.component.name.InterfaceName;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.component.validation.StringEncoding;
import dev.perigord.wasm.component.wit.WitException;
import dev.perigord.wasm.component.wit.binary.EmbeddedWorld;
import dev.perigord.wasm.component.wit.binary.WitTypes;
import dev.perigord.wasm.component.wit.model.PackageName;
import dev.perigord.wasm.component.wit.model.Packages;
import dev.perigord.wasm.component.wit.model.TypeDefinition;
import dev.perigord.wasm.component.wit.model.TypeExpression;
import dev.perigord.wasm.component.wit.model.WitInterface;
import dev.perigord.wasm.component.wit.model.WitPackage;
import dev.perigord.wasm.component.wit.model.WorldItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The worlds of all modules of a component as one. Each may know only parts of the same interface. */
final class MergedWorld {
    private final Map<InterfaceName, WitInterface> interfaces = new LinkedHashMap<>();
    private final Map<String, WorldItem> imports = new LinkedHashMap<>();
    private final Map<String, WorldItem> exports = new LinkedHashMap<>();
    private final Map<String, CoreModule> exporters = new HashMap<>();

    private final ImportVersions versions;
    private final Packages packages;

    /**
     * The worlds of some modules.
     *
     * @throws WitException if they do not agree on what they have in common
     */
    MergedWorld(List<CoreModule> modules) {
        versions = new ImportVersions(modules.stream()
                .flatMap(module -> module.worlds().stream())
                .map(EmbeddedWorld::world)
                .toList());
        modules.forEach(module -> module.worlds().forEach(world -> add(module, world)));
        packages = new Packages(byPackage(interfaces));
    }

    private void add(CoreModule module, EmbeddedWorld embedded) {
        for (WitPackage each : embedded.packages().all()) {
            each.interfaces().forEach((label, contents) -> add(each.name().item(label), contents));
        }
        versions.imports(embedded.world())
                .forEach((name, item) -> imports.merge(name, item, (known, other) -> {
                    boolean same = known.equals(other) || known instanceof WorldItem.Interface;
                    if (!same) {
                        throw new WitException(
                                module.name() + ": import `" + name + "` differs between embedded worlds");
                    }
                    return known;
                }));
        versions.exports(embedded.world()).forEach((name, item) -> {
            if (exports.putIfAbsent(name, item) != null && exporters.get(name) != module) {
                throw new WitException(module.name() + ": export `" + name + "` is that of "
                        + exporters.get(name).name() + " too");
            }
            exporters.put(name, module);
        });
    }

    private void add(InterfaceName name, WitInterface contents) {
        WitInterface current = versions.contents(name, contents);
        Set<InterfaceName> names = new LinkedHashSet<>();
        names.add(versions.of(name));
        if (versions.isKept(name)) {
            names.add(name);
        }
        names.forEach(
                each -> interfaces.merge(each, current, (known, other) -> InterfaceMerge.merge(each, known, other)));
    }

    Map<String, WorldItem> imports() {
        return imports;
    }

    /** The import of a name or, if there is none, of a compatible version of the interface; or else the name itself. */
    String importFor(String name) {
        return named(imports, name);
    }

    /** The same of exports. */
    String exportFor(String name) {
        return named(exports, name);
    }

    private static String named(Map<String, WorldItem> items, String name) {
        InterfaceName wanted = InterfaceName.tryParse(name).orElse(null);
        if (wanted == null || items.containsKey(name)) {
            return name;
        }
        return items.keySet().stream()
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

    private static List<WitPackage> byPackage(Map<InterfaceName, WitInterface> interfaces) {
        Map<PackageName, Map<String, WitInterface>> byPackage = new LinkedHashMap<>();
        interfaces.forEach((name, contents) -> byPackage
                .computeIfAbsent(PackageName.of(name), _ -> new LinkedHashMap<>())
                .put(name.interfaceName(), contents));
        List<WitPackage> packages = new ArrayList<>();
        byPackage.forEach((name, contents) -> packages.add(new WitPackage(name, "", contents, Map.of())));
        return packages;
    }

    /** All interfaces. */
    Packages packages() {
        return packages;
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

    /** The types of an import or export, or those of the world itself if the name is empty. */
    Map<String, TypeDefinition> types(boolean imported, String item) {
        if (item.isEmpty()) {
            return types();
        }
        WorldItem found = (imported ? imports : exports).get(item);
        return found != null
                ? packages.contents(found).types()
                : packages.interfaceOf(InterfaceName.parse(item)).types();
    }

    /** A part of a type that is a payload, with a layout. */
    WitType type(Payload payload, TypeExpression part) {
        return new WitTypes(packages).type(types(payload.imported(), payload.item()), part);
    }

    /** How a module encodes its strings. */
    static StringEncoding encoding(CoreModule module) {
        return module.worlds().isEmpty()
                ? StringEncoding.UTF8
                : module.worlds().getFirst().encoding();
    }
}
