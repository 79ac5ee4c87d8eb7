package dev.perigord.wasm.component.wit.resolve;

import dev.perigord.wasm.component.name.InterfaceName;
import dev.perigord.wasm.component.wit.model.Stability;
import dev.perigord.wasm.component.wit.model.TypeBody;
import dev.perigord.wasm.component.wit.model.WitInterface;
import dev.perigord.wasm.component.wit.model.WitWorld;
import dev.perigord.wasm.component.wit.model.WorldItem;
import dev.perigord.wasm.component.wit.syntax.Name;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Adds to a world the interfaces whose types its imports and exports use, and puts all in an order in which each can be
 * defined (WIT.md "Transitive imports and worlds").
 */
final class Elaboration {
    private final Environment environment;
    private final Name world;
    private final Map<String, WorldItem> imports = new LinkedHashMap<>();
    private final Map<String, WorldItem> exports = new LinkedHashMap<>();

    /** What exports need as imports: an interface that is so needed cannot be exported for others to use. */
    private final Set<String> required = new HashSet<>();

    Elaboration(Environment environment, Name world) {
        this.environment = environment;
        this.world = world;
    }

    WitWorld elaborate(WitWorld plain) {
        plain.imports().forEach(this::importItem);
        Map<String, WorldItem> interfaces = new LinkedHashMap<>();
        plain.exports().forEach((name, item) -> {
            if (item instanceof WorldItem.Function) {
                exports.put(name, item);
            } else {
                interfaces.put(name, item);
            }
        });
        interfaces.forEach((name, item) -> {
            if (!exportItem(name, item, interfaces, true)) {
                throw world.position()
                        .error("world `" + world.text() + "` cannot export `" + name
                                + "`: another export uses it through"
                                + " an interface that is imported; export that interface too");
            }
        });
        return new WitWorld(plain.docs(), plain.stability(), imports, exports);
    }

    private void importItem(String name, WorldItem item) {
        switch (item) {
            case WorldItem.Type(var definition) -> {
                if (definition.body() instanceof TypeBody.Use(var from, var _)) {
                    importDependency(from, definition.stability());
                }
            }
            case WorldItem.Interface named
            when !imports.containsKey(name) ->
                dependencies(named).forEach(each -> importDependency(each, named.stability()));
            case WorldItem.Inline(var contents, var _) ->
                contents.dependencies().forEach(each -> importDependency(each, contents.stability()));
            case WorldItem.Interface _, WorldItem.Function _ -> {}
        }
        imports.putIfAbsent(name, item);
    }

    private void importDependency(InterfaceName name, Stability stability) {
        importItem(name.toString(), new WorldItem.Interface(name, "", stability, ""));
    }

    private Set<InterfaceName> dependencies(WorldItem item) {
        return switch (item) {
            case WorldItem.Interface named -> {
                WitInterface contents = environment.interfaceOf(named.name());
                yield contents.dependencies();
            }
            case WorldItem.Inline inline -> inline.contents().dependencies();
            case WorldItem.Type _, WorldItem.Function _ -> Set.of();
        };
    }

    /** Adds an export, or an import that an export needs; false if an interface would have to be both. */
    private boolean exportItem(String name, WorldItem item, Map<String, WorldItem> interfaces, boolean isExport) {
        if (exports.containsKey(name)) {
            return isExport;
        }
        if (!isExport && required.contains(name)) {
            return true;
        }
        Stability stability =
                switch (item) {
                    case WorldItem.Interface named -> named.stability();
                    case WorldItem.Inline inline -> inline.contents().stability();
                    case WorldItem.Type _, WorldItem.Function _ -> Stability.UNKNOWN;
                };
        for (InterfaceName each : dependencies(item)) {
            String key = each.toString();
            boolean exported = isExport && interfaces.containsKey(key);
            WorldItem dependency = exported ? interfaces.get(key) : new WorldItem.Interface(each, "", stability, "");
            if (!exportItem(key, dependency, interfaces, exported)) {
                return false;
            }
        }
        if (!isExport) {
            required.add(name);
            imports.putIfAbsent(name, item);
            return true;
        }
        if (required.contains(name)) {
            return false;
        }
        exports.put(name, item);
        return true;
    }
}
