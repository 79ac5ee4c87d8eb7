package dev.perigord.wasm.component.wit.resolve;

import dev.perigord.wasm.component.name.InterfaceName;
import dev.perigord.wasm.component.wit.model.PackageName;
import dev.perigord.wasm.component.wit.model.WitFunction;
import dev.perigord.wasm.component.wit.model.WitWorld;
import dev.perigord.wasm.component.wit.model.WorldItem;
import dev.perigord.wasm.component.wit.syntax.Entry;
import dev.perigord.wasm.component.wit.syntax.Item;
import dev.perigord.wasm.component.wit.syntax.UsePath;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Resolves a world (WIT.md "Item: world"). */
final class WorldResolver {
    private final FileScope file;
    private final Item.World world;
    private final ScopeResolver scope;
    private final Map<String, WorldItem> imports = new LinkedHashMap<>();
    private final Map<String, WorldItem> exports = new LinkedHashMap<>();

    private WorldResolver(FileScope file, Item.World world) {
        this.file = file;
        this.world = world;
        this.scope = new ScopeResolver(file);
    }

    static WitWorld resolve(FileScope file, Item.World world) {
        return new WorldResolver(file, world).resolve();
    }

    private WitWorld resolve() {
        scope.types(world.entries());
        scope.types().forEach((name, type) -> imports.put(name, new WorldItem.Type(type)));
        for (WitFunction function : scope.resourceFunctions()) {
            imports.put(function.name(), new WorldItem.Function(function));
        }
        for (Entry entry : world.entries()) {
            if (entry instanceof Entry.Extern extern && includes(extern)) {
                extern(extern);
            }
        }
        Inclusion inclusion = new Inclusion(imports, exports);
        for (Entry entry : world.entries()) {
            if (entry instanceof Entry.Include include
                    && file.includes(
                            include.attributes().stability(), include.path().position())) {
                inclusion.include(include, file.worldOf(include.path()), isForeign(include.path()));
            }
        }
        requireDistinct(imports, "import");
        requireDistinct(exports, "export");
        return new Elaboration(file.environment(), world.name())
                .elaborate(new WitWorld(
                        world.attributes().docs(), world.attributes().stability(), imports, exports));
    }

    private boolean isForeign(UsePath path) {
        return !PackageName.of(file.target(path)).equals(file.packageName());
    }

    private boolean includes(Entry.Extern extern) {
        return file.includes(extern.attributes().stability(), extern.name().position());
    }

    private void extern(Entry.Extern extern) {
        String label = extern.name().text();
        switch (extern.kind()) {
            case Entry.Kind.Function(WitFunction function) ->
                add(extern, label, new WorldItem.Function(scope.function(function, extern.name())));
            case Entry.Kind.Inline(var entries) ->
                add(
                        extern,
                        label,
                        new WorldItem.Inline(
                                ScopeResolver.resolve(file, extern.attributes(), entries),
                                extern.attributes().externalId()));
            case Entry.Kind.Path(var path) -> {
                file.interfaceOf(path);
                add(extern, file.target(path).toString(), item(extern, file.target(path)));
            }
            case Entry.Kind.LabelledPath(var path) -> {
                file.interfaceOf(path);
                add(extern, label, item(extern, file.target(path)));
            }
        }
    }

    private static WorldItem item(Entry.Extern extern, InterfaceName name) {
        return new WorldItem.Interface(
                name,
                extern.attributes().docs(),
                extern.attributes().stability(),
                extern.attributes().externalId());
    }

    private void add(Entry.Extern extern, String name, WorldItem item) {
        if ((extern.isImport() ? imports : exports).putIfAbsent(name, item) != null) {
            throw extern.name()
                    .position()
                    .error("world `" + world.name().text() + "` " + (extern.isImport() ? "imports" : "exports") + " `"
                            + name + "` more than once");
        }
    }

    private void requireDistinct(Map<String, WorldItem> items, String kind) {
        Map<String, String> known = new HashMap<>();
        for (String name : items.keySet()) {
            String other = known.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
            if (other != null) {
                throw world.name()
                        .position()
                        .error(kind + " `" + name + "` of world `"
                                + world.name().text() + "` differs from `" + other + "` by case only");
            }
        }
    }
}
