package dev.perigord.wasm.component.wit.binary;

import dev.perigord.wasm.component.binary.ComponentWriter;
import dev.perigord.wasm.component.name.InterfaceName;
import dev.perigord.wasm.component.syntax.Definition;
import dev.perigord.wasm.component.syntax.Located;
import dev.perigord.wasm.component.syntax.Sort;
import dev.perigord.wasm.component.syntax.SortIndex;
import dev.perigord.wasm.component.syntax.TypeSyntax;
import dev.perigord.wasm.component.wit.model.Packages;
import dev.perigord.wasm.component.wit.model.TypeDefinition;
import dev.perigord.wasm.component.wit.model.WitInterface;
import dev.perigord.wasm.component.wit.model.WitPackage;
import dev.perigord.wasm.component.wit.model.WitWorld;
import dev.perigord.wasm.component.wit.model.WorldItem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Encodes packages as components that define and export nothing but types: a component type for each interface, which
 * exports it, and one for each world, which exports a component (WIT.md "Package Format").
 */
public final class WitEncoder {
    private final Packages packages;

    private WitEncoder(Packages packages) {
        this.packages = packages;
    }

    /** The binary of a package; those that it depends on are in it as far as their types are used. */
    public static byte[] encode(Packages packages, WitPackage each) {
        WitEncoder encoder = new WitEncoder(packages);
        ComponentWriter writer = new ComponentWriter();
        Declarations root = new Declarations(writer::definition);
        each.interfaces()
                .keySet()
                .forEach(name ->
                        export(root, name, encoder.interfaceType(each.name().item(name))));
        each.worlds()
                .forEach(
                        (name, world) -> export(root, name, wrapped(each.name().item(name), encoder.worldType(world))));
        writer.custom(PackageDocs.SECTION, PackageDocs.encode(each));
        return writer.finish(null, Map.of());
    }

    /** A component that exports the type of one world, as modules with a world carry it. */
    static ComponentWriter encodeWorld(Packages packages, InterfaceName name, WitWorld world) {
        ComponentWriter writer = new ComponentWriter();
        export(
                new Declarations(writer::definition),
                name.interfaceName(),
                wrapped(name, new WitEncoder(packages).worldType(world)));
        return writer;
    }

    private static void export(Declarations root, String name, List<Located> declarations) {
        int type = root.type(new TypeSyntax.Component(declarations));
        root.add(Sort.TYPE, new Definition.Export(Names.plain(name), new SortIndex(Sort.TYPE, type), null));
    }

    /** A component type that exports a component. */
    private static List<Located> wrapped(InterfaceName name, List<Located> component) {
        List<Located> list = new ArrayList<>();
        Declarations wrapper = Declarations.into(list);
        int type = wrapper.type(new TypeSyntax.Component(component));
        wrapper.exportItem(Names.plain(name.toString()), Sort.COMPONENT, type);
        return list;
    }

    /** A component type that imports the types that an interface uses and exports the interface. */
    private List<Located> interfaceType(InterfaceName name) {
        List<Located> list = new ArrayList<>();
        OuterScope scope = new OuterScope(Declarations.into(list));
        Set<InterfaceName> needed = new LinkedHashSet<>();
        collect(name, needed);
        for (InterfaceName each : needed) {
            WitInterface contents = packages.interfaceOf(each);
            if (each.equals(name)) {
                int type = scope.instanceType(contents);
                scope.declarations().exportItem(Names.plain(each.toString()), Sort.INSTANCE, type);
            } else {
                WitInterface typesOnly =
                        new WitInterface(contents.docs(), contents.stability(), contents.types(), Map.of());
                int type = scope.instanceType(typesOnly);
                scope.instance(
                        each, scope.declarations().importItem(Names.plain(each.toString()), Sort.INSTANCE, type));
            }
        }
        return list;
    }

    /** Adds the interfaces that one needs, then itself. */
    private void collect(InterfaceName name, Set<InterfaceName> needed) {
        if (!needed.contains(name)) {
            packages.interfaceOf(name).dependencies().forEach(each -> collect(each, needed));
            needed.add(name);
        }
    }

    /** The type of the components that a world describes. */
    private List<Located> worldType(WitWorld world) {
        List<Located> list = new ArrayList<>();
        OuterScope scope = new OuterScope(Declarations.into(list));
        Map<String, TypeDefinition> types = new LinkedHashMap<>();
        world.imports().values().forEach(item -> {
            if (item instanceof WorldItem.Type(var definition)) {
                types.put(definition.name(), definition);
            }
        });
        TypeEncoder encoder = scope.worldTypes(types);
        world.imports().forEach((name, item) -> {
            switch (item) {
                case WorldItem.Type(var definition) -> encoder.type(definition.name());
                case WorldItem.Function(var function) ->
                    scope.declarations().importItem(Names.of(name, item), Sort.FUNC, encoder.function(function));
                case WorldItem.Interface _, WorldItem.Inline _ -> {
                    int type = scope.instanceType(packages.contents(item));
                    noteInstance(
                            scope, item, scope.declarations().importItem(Names.of(name, item), Sort.INSTANCE, type));
                }
            }
        });
        world.exports().forEach((name, item) -> {
            if (item instanceof WorldItem.Function(var function)) {
                scope.declarations().exportItem(Names.of(name, item), Sort.FUNC, encoder.function(function));
            } else {
                int type = scope.instanceType(packages.contents(item));
                noteInstance(scope, item, scope.declarations().exportItem(Names.of(name, item), Sort.INSTANCE, type));
            }
        });
        return list;
    }

    private static void noteInstance(OuterScope scope, WorldItem item, int index) {
        if (item instanceof WorldItem.Interface each) {
            scope.instance(each.name(), index);
        }
    }
}
