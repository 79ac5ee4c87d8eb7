package dev.perigord.wasm.bindgen;

import dev.perigord.wasm.component.name.InterfaceName;
import dev.perigord.wasm.component.wit.model.PackageName;
import dev.perigord.wasm.component.wit.model.Packages;
import dev.perigord.wasm.component.wit.model.TypeBody;
import dev.perigord.wasm.component.wit.model.TypeDefinition;
import dev.perigord.wasm.component.wit.model.WitFunction;
import dev.perigord.wasm.component.wit.model.WitInterface;
import dev.perigord.wasm.component.wit.model.WitWorld;
import dev.perigord.wasm.component.wit.model.WorldItem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A world as classes: one for each of its interfaces and for those that they use, one for the world with its own types.
 *
 * @param imports interfaces that an embedder gives: neither those that contexts provide nor those of types alone
 */
record BoundWorld(
        InterfaceName name,
        Scope root,
        Map<InterfaceKey, Scope> interfaces,
        List<Member> imports,
        List<Member> exports,
        List<WitFunction> importedFunctions,
        List<WitFunction> exportedFunctions) {
    /** The namespace of the interfaces that contexts provide. */
    private static final String PROVIDED = "wasi";

    /** An imported or exported interface with its name in the component. */
    record Member(String name, Scope scope) {}

    static BoundWorld of(Packages packages, InterfaceName name) {
        WitWorld world = packages.get(PackageName.of(name)).worlds().get(name.interfaceName());
        String javaName = JavaNames.ofType(name.interfaceName());
        List<WitFunction> importedFunctions = functions(world.imports().values());
        Scope root = new Scope(javaName, name.toString(), world.docs(), types(world), importedFunctions);
        Map<InterfaceKey, WitInterface> contents = new Needed(packages).collect(world, root);
        Map<InterfaceKey, Scope> interfaces = new LinkedHashMap<>();
        ClassNames.of(contents, Set.of(javaName, importsOf(javaName)))
                .forEach((key, simple) -> interfaces.put(key, Scope.of(simple, key.toString(), contents.get(key))));
        List<Member> imports = new ArrayList<>();
        world.imports().forEach((item, imported) -> {
            if (isGiven(packages, imported)) {
                imports.add(new Member(item, interfaces.get(key(item, imported, false))));
            }
        });
        List<Member> exports = new ArrayList<>();
        world.exports().forEach((item, exported) -> {
            if (packages.contents(exported) != null) {
                exports.add(new Member(item, interfaces.get(key(item, exported, true))));
            }
        });
        return new BoundWorld(
                name,
                root,
                interfaces,
                imports,
                exports,
                importedFunctions,
                functions(world.exports().values()));
    }

    private static Map<String, TypeDefinition> types(WitWorld world) {
        Map<String, TypeDefinition> types = new LinkedHashMap<>();
        for (WorldItem item : world.imports().values()) {
            if (item instanceof WorldItem.Type(var definition)) {
                types.put(definition.name(), definition);
            }
        }
        return types;
    }

    private static List<WitFunction> functions(Collection<WorldItem> items) {
        List<WitFunction> functions = new ArrayList<>();
        for (WorldItem item : items) {
            if (item instanceof WorldItem.Function(var function)) {
                functions.add(function);
            }
        }
        return functions;
    }

    private static boolean isGiven(Packages packages, WorldItem item) {
        WitInterface contents = packages.contents(item);
        boolean isProvided = item instanceof WorldItem.Interface each
                && each.name().namespace().equals(PROVIDED);
        return contents != null && !isProvided && !contents.functions().isEmpty();
    }

    private static InterfaceKey key(String name, WorldItem item, boolean exported) {
        return item instanceof WorldItem.Interface each
                ? new InterfaceKey.Named(each.name())
                : new InterfaceKey.Inline(name, exported);
    }

    private static String importsOf(String javaName) {
        return javaName + "Imports";
    }

    /** The simple name of the interface with the imports. */
    String importsName() {
        return importsOf(root.javaName());
    }

    /** Whether an embedder has anything to give. */
    boolean hasImports() {
        return !imports.isEmpty() || !importedFunctions.isEmpty();
    }

    /** The class of a package's interface. */
    Scope scope(InterfaceName interfaceName) {
        return interfaces.get(new InterfaceKey.Named(interfaceName));
    }

    /** All classes with types. */
    List<Scope> scopes() {
        List<Scope> scopes = new ArrayList<>(interfaces.values());
        scopes.add(root);
        return scopes;
    }

    /** Collects the interfaces that become classes. */
    private record Needed(Packages packages, Map<InterfaceKey, WitInterface> found) {
        Needed(Packages packages) {
            this(packages, new LinkedHashMap<>());
        }

        Map<InterfaceKey, WitInterface> collect(WitWorld world, Scope root) {
            world.exports().forEach((name, item) -> add(name, item, true));
            world.imports().forEach((name, item) -> {
                if (isGiven(packages, item)) {
                    add(name, item, false);
                }
            });
            for (TypeDefinition type : root.types().values()) {
                if (type.body() instanceof TypeBody.Use(var from, var _)) {
                    add(new InterfaceKey.Named(from), packages.interfaceOf(from));
                }
            }
            return found;
        }

        private void add(String name, WorldItem item, boolean exported) {
            WitInterface contents = packages.contents(item);
            if (contents != null) {
                add(key(name, item, exported), contents);
            }
        }

        private void add(InterfaceKey key, WitInterface contents) {
            if (found.putIfAbsent(key, contents) == null) {
                for (InterfaceName used : contents.dependencies()) {
                    add(new InterfaceKey.Named(used), packages.interfaceOf(used));
                }
            }
        }
    }
}
