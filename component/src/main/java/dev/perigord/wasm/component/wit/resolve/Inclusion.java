package dev.perigord.wasm.component.wit.resolve;

import dev.perigord.wasm.component.name.InterfaceName;
import dev.perigord.wasm.component.wit.model.Stability;
import dev.perigord.wasm.component.wit.model.TypeDefinition;
import dev.perigord.wasm.component.wit.model.TypeExpression;
import dev.perigord.wasm.component.wit.model.WitFunction;
import dev.perigord.wasm.component.wit.model.WitInterface;
import dev.perigord.wasm.component.wit.model.WitWorld;
import dev.perigord.wasm.component.wit.model.WorldItem;
import dev.perigord.wasm.component.wit.syntax.Entry;
import dev.perigord.wasm.component.wit.syntax.Renamed;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Adds what included worlds import and export (WIT.md "Union of Worlds with include", "Name Conflicts and with"). */
final class Inclusion {
    private final Map<String, WorldItem> imports;
    private final Map<String, WorldItem> exports;

    Inclusion(Map<String, WorldItem> imports, Map<String, WorldItem> exports) {
        this.imports = imports;
        this.exports = exports;
    }

    /**
     * Adds a world.
     *
     * @param foreign whether it belongs to another package, whose versions in gates mean nothing in this one
     */
    void include(Entry.Include include, WitWorld world, boolean foreign) {
        Map<String, String> renamings = new HashMap<>();
        for (Renamed renamed : include.names()) {
            String name = renamed.name().text();
            if (!world.imports().containsKey(name) && !world.exports().containsKey(name)) {
                throw renamed.name()
                        .position()
                        .error("world `" + include.path() + "` neither imports nor exports `" + name + "`");
            }
            renamings.put(name, renamed.alias().text());
        }
        add(include, local(world.imports(), foreign), imports, "import", renamings);
        add(include, local(world.exports(), foreign), exports, "export", renamings);
    }

    private static Map<String, WorldItem> local(Map<String, WorldItem> items, boolean foreign) {
        Map<String, WorldItem> local = new LinkedHashMap<>();
        items.forEach((name, item) -> local.put(name, foreign ? withoutVersion(item) : item));
        return local;
    }

    private static WorldItem withoutVersion(WorldItem item) {
        return switch (item) {
            case WorldItem.Interface each ->
                new WorldItem.Interface(each.name(), each.docs(), withoutVersion(each.stability()), each.externalId());
            case WorldItem.Inline each -> new WorldItem.Inline(withoutVersions(each.contents()), each.externalId());
            case WorldItem.Function(var function) -> new WorldItem.Function(withoutVersion(function));
            case WorldItem.Type(var definition) -> new WorldItem.Type(withoutVersion(definition));
        };
    }

    private static WitInterface withoutVersions(WitInterface contents) {
        Map<String, TypeDefinition> types = new LinkedHashMap<>(contents.types());
        types.replaceAll((_, definition) -> withoutVersion(definition));
        Map<String, WitFunction> functions = new LinkedHashMap<>(contents.functions());
        functions.replaceAll((_, function) -> withoutVersion(function));
        return new WitInterface(contents.docs(), withoutVersion(contents.stability()), types, functions);
    }

    private static TypeDefinition withoutVersion(TypeDefinition definition) {
        return new TypeDefinition(
                definition.name(),
                definition.body(),
                definition.docs(),
                withoutVersion(definition.stability()),
                definition.externalId());
    }

    private static WitFunction withoutVersion(WitFunction function) {
        return new WitFunction(
                function.kind(),
                function.resource(),
                function.label(),
                function.parameters(),
                function.result(),
                function.async(),
                function.docs(),
                withoutVersion(function.stability()),
                function.externalId());
    }

    private static Stability withoutVersion(Stability stability) {
        return stability instanceof Stability.Stable ? Stability.UNKNOWN : stability;
    }

    private static void add(
            Entry.Include include,
            Map<String, WorldItem> source,
            Map<String, WorldItem> target,
            String kind,
            Map<String, String> renamings) {
        source.forEach((name, item) -> {
            WorldItem renamed = rename(item, renamings);
            String key =
                    switch (renamed) {
                        case WorldItem.Function(var function) -> function.name();
                        case WorldItem.Type(var definition) -> definition.name();
                        case WorldItem.Interface _, WorldItem.Inline _ -> renamings.getOrDefault(name, name);
                    };
            boolean isShared = InterfaceName.tryParse(key).isPresent();
            if (target.putIfAbsent(key, renamed) != null && !isShared) {
                throw include.path()
                        .position()
                        .error(kind + " `" + key + "` of included world `" + include.path()
                                + "` is there already; `with { " + key + " as … }` gives it another name");
            }
        });
    }

    private static WorldItem rename(WorldItem item, Map<String, String> renamings) {
        return switch (item) {
            case WorldItem.Function(var function) -> new WorldItem.Function(function(function, renamings));
            case WorldItem.Type(var definition) ->
                new WorldItem.Type(new TypeDefinition(
                        renamings.getOrDefault(definition.name(), definition.name()),
                        definition.body().withParts(part -> expression(part, renamings)),
                        definition.docs(),
                        definition.stability(),
                        definition.externalId()));
            case WorldItem.Interface _, WorldItem.Inline _ -> item;
        };
    }

    private static WitFunction function(WitFunction function, Map<String, String> renamings) {
        WitFunction typed = function.mapTypes(type -> expression(type, renamings));
        return new WitFunction(
                typed.kind(),
                renamings.getOrDefault(typed.resource(), typed.resource()),
                typed.kind() == WitFunction.Kind.FREESTANDING
                        ? renamings.getOrDefault(typed.label(), typed.label())
                        : typed.label(),
                typed.parameters(),
                typed.result(),
                typed.async(),
                typed.docs(),
                typed.stability(),
                typed.externalId());
    }

    private static TypeExpression expression(TypeExpression type, Map<String, String> renamings) {
        return switch (type) {
            case TypeExpression.Named(String name) -> new TypeExpression.Named(renamings.getOrDefault(name, name));
            case TypeExpression.Own(String name) -> new TypeExpression.Own(renamings.getOrDefault(name, name));
            case TypeExpression.Borrow(String name) -> new TypeExpression.Borrow(renamings.getOrDefault(name, name));
            default -> type.withParts(part -> expression(part, renamings));
        };
    }
}
