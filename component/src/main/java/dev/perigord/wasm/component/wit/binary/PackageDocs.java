package dev.perigord.wasm.component.wit.binary;

import dev.perigord.wasm.component.wit.WitException;
import dev.perigord.wasm.component.wit.model.Stability;
import dev.perigord.wasm.component.wit.model.TypeBody;
import dev.perigord.wasm.component.wit.model.TypeDefinition;
import dev.perigord.wasm.component.wit.model.WitFunction;
import dev.perigord.wasm.component.wit.model.WitInterface;
import dev.perigord.wasm.component.wit.model.WitPackage;
import dev.perigord.wasm.component.wit.model.WitWorld;
import dev.perigord.wasm.component.wit.model.WorldItem;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The custom section {@code package-docs}, in which a package in the binary format keeps its documentation and gates: a
 * byte with the version of the section, then JSON with a tree of what has any.
 */
final class PackageDocs {
    static final String SECTION = "package-docs";

    private static final int VERSION = 1;

    private PackageDocs() {}

    // --- writing -----------------------------------------------------------------------------------------------

    static byte[] encode(WitPackage each) {
        Map<String, Object> tree = new LinkedHashMap<>();
        docs(tree, each.docs());
        put(tree, "worlds", each.worlds(), PackageDocs::world);
        put(tree, "interfaces", each.interfaces(), PackageDocs::contents);
        byte[] json = Json.write(tree).getBytes(StandardCharsets.UTF_8);
        byte[] section = new byte[json.length + 1];
        section[0] = VERSION;
        System.arraycopy(json, 0, section, 1, json.length);
        return section;
    }

    private static Map<String, Object> world(WitWorld world) {
        Map<String, Object> tree = new LinkedHashMap<>();
        docs(tree, world.docs());
        stability(tree, world.stability());
        inlines(tree, "interfaces", world.imports());
        types(tree, world.imports());
        functions(tree, "funcs", world.imports());
        inlines(tree, "interface_exports", world.exports());
        functions(tree, "func_exports", world.exports());
        named(tree, "interface_import_stability", world.imports(), PackageDocs::stabilityTree);
        named(tree, "interface_export_stability", world.exports(), PackageDocs::stabilityTree);
        named(tree, "interface_import_docs", world.imports(), PackageDocs::docsText);
        named(tree, "interface_export_docs", world.exports(), PackageDocs::docsText);
        return tree;
    }

    private static void inlines(Map<String, Object> tree, String key, Map<String, WorldItem> items) {
        put(tree, key, items, item -> item instanceof WorldItem.Inline inline ? contents(inline.contents()) : Map.of());
    }

    private static void types(Map<String, Object> tree, Map<String, WorldItem> items) {
        put(tree, "types", items, item -> item instanceof WorldItem.Type type ? type(type.definition()) : Map.of());
    }

    private static void functions(Map<String, Object> tree, String key, Map<String, WorldItem> items) {
        put(tree, key, items, item -> item instanceof WorldItem.Function each ? function(each.function()) : Map.of());
    }

    private static void named(
            Map<String, Object> tree,
            String key,
            Map<String, WorldItem> items,
            Function<WorldItem.Interface, Object> value) {
        Map<String, Object> found = new LinkedHashMap<>();
        items.forEach((name, item) -> {
            if (item instanceof WorldItem.Interface each && !value.apply(each).equals("")) {
                found.put(name, value.apply(each));
            }
        });
        if (!found.isEmpty()) {
            tree.put(key, found);
        }
    }

    private static Object docsText(WorldItem.Interface item) {
        return item.docs();
    }

    private static Object stabilityTree(WorldItem.Interface item) {
        Map<String, Object> tree = new LinkedHashMap<>();
        stability(tree, item.stability());
        return tree.getOrDefault("stability", "");
    }

    private static Map<String, Object> contents(WitInterface contents) {
        Map<String, Object> tree = new LinkedHashMap<>();
        docs(tree, contents.docs());
        stability(tree, contents.stability());
        put(tree, "funcs", contents.functions(), PackageDocs::function);
        put(tree, "types", contents.types(), PackageDocs::type);
        return tree;
    }

    private static Map<String, Object> function(WitFunction function) {
        Map<String, Object> tree = new LinkedHashMap<>();
        docs(tree, function.docs());
        stability(tree, function.stability());
        return tree;
    }

    private static Map<String, Object> type(TypeDefinition type) {
        Map<String, Object> tree = new LinkedHashMap<>();
        docs(tree, type.docs());
        stability(tree, type.stability());
        Map<String, Object> items = new LinkedHashMap<>();
        switch (type.body()) {
            case TypeBody.RecordOf(var fields) -> fields.forEach(each -> item(items, each.name(), each.docs()));
            case TypeBody.Variant(var cases) -> cases.forEach(each -> item(items, each.name(), each.docs()));
            case TypeBody.EnumOf(var cases) -> cases.forEach(each -> item(items, each.name(), each.docs()));
            case TypeBody.Flags(var flags) -> flags.forEach(each -> item(items, each.name(), each.docs()));
            case TypeBody.Resource _, TypeBody.Alias _, TypeBody.Use _ -> {}
        }
        if (!items.isEmpty()) {
            tree.put("items", items);
        }
        return tree;
    }

    private static void item(Map<String, Object> items, String name, String docs) {
        if (!docs.isEmpty()) {
            items.put(name, docs);
        }
    }

    private static void docs(Map<String, Object> tree, String docs) {
        item(tree, "docs", docs);
    }

    private static void stability(Map<String, Object> tree, Stability stability) {
        Map<String, Object> details = new LinkedHashMap<>();
        switch (stability) {
            case Stability.Unknown _ -> {}
            case Stability.Stable(String since, String deprecated) -> {
                details.put("since", since);
                item(details, "deprecated", deprecated);
                tree.put("stability", Map.of("stable", details));
            }
            case Stability.Unstable(String feature, String deprecated) -> {
                details.put("feature", feature);
                item(details, "deprecated", deprecated);
                tree.put("stability", Map.of("unstable", details));
            }
        }
    }

    /** Puts the trees of all items under a key, but for those that say nothing. */
    private static <T> void put(
            Map<String, Object> tree, String key, Map<String, T> items, Function<T, Map<String, Object>> describe) {
        Map<String, Object> found = new LinkedHashMap<>();
        items.forEach((name, item) -> {
            Map<String, Object> description = describe.apply(item);
            if (!description.isEmpty()) {
                found.put(name, description);
            }
        });
        if (!found.isEmpty()) {
            tree.put(key, found);
        }
    }

    // --- reading -----------------------------------------------------------------------------------------------

    /**
     * A package with the documentation and gates of a section.
     *
     * @throws WitException if the section is malformed
     */
    static WitPackage inject(WitPackage each, byte[] section) {
        if (section.length == 0 || section[0] < 0 || section[0] > VERSION) {
            throw new WitException("unknown version of section `" + SECTION + "`");
        }
        Map<String, Object> tree = Json.read(new String(section, 1, section.length - 1, StandardCharsets.UTF_8));
        return new WitPackage(
                each.name(),
                text(tree, "docs"),
                map(each.interfaces(), (name, contents) -> contents(contents, child(tree, "interfaces", name))),
                map(each.worlds(), (name, world) -> world(world, child(tree, "worlds", name))));
    }

    private static WitWorld world(WitWorld world, Map<String, Object> tree) {
        return new WitWorld(
                text(tree, "docs"),
                stability(tree),
                map(world.imports(), (name, item) -> worldItem(name, item, tree, "interfaces", "funcs", "import")),
                map(
                        world.exports(),
                        (name, item) -> worldItem(name, item, tree, "interface_exports", "func_exports", "export")));
    }

    private static WorldItem worldItem(
            String name, WorldItem item, Map<String, Object> tree, String inlines, String functions, String kind) {
        return switch (item) {
            case WorldItem.Interface each -> {
                Map<String, Object> gate = new LinkedHashMap<>();
                gate.put("stability", child(tree, "interface_" + kind + "_stability", name));
                String docs = text(object(tree, "interface_" + kind + "_docs"), name);
                yield new WorldItem.Interface(each.name(), docs, stability(gate), each.externalId());
            }
            case WorldItem.Inline each ->
                new WorldItem.Inline(contents(each.contents(), child(tree, inlines, name)), each.externalId());
            case WorldItem.Function each ->
                new WorldItem.Function(function(each.function(), child(tree, functions, name)));
            case WorldItem.Type each -> new WorldItem.Type(type(each.definition(), child(tree, "types", name)));
        };
    }

    private static WitInterface contents(WitInterface contents, Map<String, Object> tree) {
        return new WitInterface(
                text(tree, "docs"),
                stability(tree),
                map(contents.types(), (name, type) -> type(type, child(tree, "types", name))),
                map(contents.functions(), (name, function) -> function(function, child(tree, "funcs", name))));
    }

    private static WitFunction function(WitFunction function, Map<String, Object> tree) {
        return new WitFunction(
                function.kind(),
                function.resource(),
                function.label(),
                function.parameters(),
                function.result(),
                function.async(),
                text(tree, "docs"),
                stability(tree),
                function.externalId());
    }

    private static TypeDefinition type(TypeDefinition type, Map<String, Object> tree) {
        Map<String, Object> items = object(tree, "items");
        TypeBody body =
                switch (type.body()) {
                    case TypeBody.RecordOf(var fields) ->
                        new TypeBody.RecordOf(fields.stream()
                                .map(each -> new TypeBody.Field(each.name(), each.type(), text(items, each.name())))
                                .toList());
                    case TypeBody.Variant(var cases) ->
                        new TypeBody.Variant(cases.stream()
                                .map(each -> new TypeBody.Case(each.name(), each.payload(), text(items, each.name())))
                                .toList());
                    case TypeBody.EnumOf(var cases) -> new TypeBody.EnumOf(named(cases, items));
                    case TypeBody.Flags(var flags) -> new TypeBody.Flags(named(flags, items));
                    case TypeBody.Resource _, TypeBody.Alias _, TypeBody.Use _ -> type.body();
                };
        return new TypeDefinition(type.name(), body, text(tree, "docs"), stability(tree), type.externalId());
    }

    private static List<TypeBody.Named> named(List<TypeBody.Named> members, Map<String, Object> items) {
        return members.stream()
                .map(each -> new TypeBody.Named(each.name(), text(items, each.name())))
                .toList();
    }

    private static Stability stability(Map<String, Object> tree) {
        Map<String, Object> stability = object(tree, "stability");
        if (stability.containsKey("stable")) {
            Map<String, Object> details = object(stability, "stable");
            return new Stability.Stable(text(details, "since"), text(details, "deprecated"));
        }
        if (stability.containsKey("unstable")) {
            Map<String, Object> details = object(stability, "unstable");
            return new Stability.Unstable(text(details, "feature"), text(details, "deprecated"));
        }
        return Stability.UNKNOWN;
    }

    private interface Change<T> {
        T apply(String name, T item);
    }

    private static <T> Map<String, T> map(Map<String, T> items, Change<T> change) {
        Map<String, T> changed = new LinkedHashMap<>();
        items.forEach((name, item) -> changed.put(name, change.apply(name, item)));
        return changed;
    }

    private static String text(Map<String, Object> tree, String key) {
        return tree.get(key) instanceof String text ? text : "";
    }

    private static Map<String, Object> child(Map<String, Object> tree, String key, String name) {
        /* The oldest version of the section has just the documentation of a function. */
        Map<String, Object> children = object(tree, key);
        return children.get(name) instanceof String docs ? Map.of("docs", docs) : object(children, name);
    }

    private static Map<String, Object> object(Map<String, Object> tree, String key) {
        if (!(tree.get(key) instanceof Map<?, ?> map)) {
            return Map.of();
        }
        Map<String, Object> members = new LinkedHashMap<>();
        map.forEach((name, value) -> members.put(name.toString(), value));
        return members;
    }
}
