package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.component.name.InterfaceName;
import dev.perigord.wasm.component.name.SemanticVersion;
import dev.perigord.wasm.component.wit.model.TypeBody;
import dev.perigord.wasm.component.wit.model.TypeDefinition;
import dev.perigord.wasm.component.wit.model.WitInterface;
import dev.perigord.wasm.component.wit.model.WitWorld;
import dev.perigord.wasm.component.wit.model.WorldItem;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which version of an interface a component imports if its worlds import several: of those that are compatible with each
 * other, the newest. Exports are what they are.
 */
final class ImportVersions {
    private static final Comparator<InterfaceName> BY_VERSION = Comparator.comparing(
            name -> name.semanticVersion().orElse(null),
            Comparator.nullsFirst(Comparator.<SemanticVersion>naturalOrder()));

    private final Map<String, InterfaceName> newest = new HashMap<>();

    /** Interfaces that are exported, or imported under another name than their own. */
    private final Set<InterfaceName> kept = new HashSet<>();

    private final Set<InterfaceName> exported = new HashSet<>();

    ImportVersions(List<WitWorld> worlds) {
        for (WitWorld world : worlds) {
            world.imports().forEach(this::imported);
            world.exports().values().forEach(item -> {
                if (item instanceof WorldItem.Interface each) {
                    exported.add(each.name());
                }
            });
        }
        kept.addAll(exported);
    }

    private void imported(String key, WorldItem item) {
        if (item instanceof WorldItem.Interface each) {
            InterfaceName name = each.name();
            if (key.equals(name.toString())) {
                newest.merge(
                        name.canonical(), name, (known, other) -> BY_VERSION.compare(known, other) < 0 ? other : known);
            } else {
                kept.add(name);
            }
        }
    }

    /** The version that is imported in the place of another one, which may be the same. */
    InterfaceName of(InterfaceName name) {
        return newest.getOrDefault(name.canonical(), name);
    }

    /** Whether an interface is needed under its own version, too. */
    boolean isKept(InterfaceName name) {
        return kept.contains(name) || of(name).equals(name);
    }

    /** What a world imports, by the versions that are imported. */
    Map<String, WorldItem> imports(WitWorld world) {
        Map<String, WorldItem> imports = new LinkedHashMap<>();
        world.imports().forEach((key, item) -> {
            switch (item) {
                case WorldItem.Interface(var name, var docs, var stability, var externalId)
                when key.equals(name.toString()) ->
                    imports.put(of(name).toString(), new WorldItem.Interface(of(name), docs, stability, externalId));
                case WorldItem.Type(var definition) ->
                    imports.put(key, new WorldItem.Type(definition.withBody(body(definition.body(), Set.of()))));
                case WorldItem.Inline(var contents, var externalId) ->
                    imports.put(key, new WorldItem.Inline(contents(contents, Set.of()), externalId));
                case WorldItem.Interface _, WorldItem.Function _ -> imports.put(key, item);
            }
        });
        return imports;
    }

    /** What a world exports: it uses types of what is imported, or of what is exported, too. */
    Map<String, WorldItem> exports(WitWorld world) {
        Map<String, WorldItem> exports = new LinkedHashMap<>();
        world.exports()
                .forEach((key, item) -> exports.put(
                        key,
                        item instanceof WorldItem.Inline(var contents, var externalId)
                                ? new WorldItem.Inline(contents(contents, exported), externalId)
                                : item));
        return exports;
    }

    /** An interface that uses types of the versions that are imported. */
    WitInterface contents(InterfaceName name, WitInterface contents) {
        return contents(contents, exported.contains(name) ? exported : Set.of());
    }

    private WitInterface contents(WitInterface contents, Set<InterfaceName> untouched) {
        Map<String, TypeDefinition> types = new LinkedHashMap<>(contents.types());
        types.replaceAll((_, type) -> type.withBody(body(type.body(), untouched)));
        return new WitInterface(contents.docs(), contents.stability(), types, contents.functions());
    }

    private TypeBody body(TypeBody body, Set<InterfaceName> untouched) {
        return body instanceof TypeBody.Use(var from, var name) && !untouched.contains(from)
                ? new TypeBody.Use(of(from), name)
                : body;
    }
}
