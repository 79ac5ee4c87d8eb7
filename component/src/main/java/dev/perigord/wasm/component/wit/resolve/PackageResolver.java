package dev.perigord.wasm.component.wit.resolve;

import dev.perigord.wasm.component.name.InterfaceName;
import dev.perigord.wasm.component.wit.model.WitInterface;
import dev.perigord.wasm.component.wit.model.WitPackage;
import dev.perigord.wasm.component.wit.model.WitWorld;
import dev.perigord.wasm.component.wit.syntax.Item;
import dev.perigord.wasm.component.wit.syntax.Name;
import dev.perigord.wasm.component.wit.syntax.UsePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Resolves one package, after those that it depends on. */
final class PackageResolver {
    private final PackageSource source;
    private final Features features;
    private final Environment environment;

    /** An interface or world with the scope of its file. */
    private record Located(Item item, FileScope file) {}

    private final Map<String, Located> items = new LinkedHashMap<>();

    private PackageResolver(PackageSource source, Features features, Environment environment) {
        this.source = source;
        this.features = features;
        this.environment = environment;
    }

    static WitPackage resolve(PackageSource source, Features features, Environment environment) {
        return new PackageResolver(source, features, environment).resolve();
    }

    private WitPackage resolve() {
        source.parts().forEach(this::collect);
        Map<String, WitInterface> interfaces = new LinkedHashMap<>();
        Map<String, WitWorld> worlds = new LinkedHashMap<>();
        for (String name : TopologicalOrder.of("interface or world", dependencies())) {
            Located located = items.get(name);
            InterfaceName fullName = source.name().item(name);
            switch (located.item()) {
                case Item.Interface item -> {
                    if (located.file()
                            .includes(item.attributes().stability(), item.name().position())) {
                        WitInterface resolved =
                                ScopeResolver.resolve(located.file(), item.attributes(), item.entries());
                        interfaces.put(name, resolved);
                        environment.add(fullName, resolved);
                        environment.order().require(fullName);
                    } else {
                        environment.exclude(fullName);
                    }
                }
                case Item.World item -> {
                    if (located.file()
                            .includes(item.attributes().stability(), item.name().position())) {
                        WitWorld resolved = WorldResolver.resolve(located.file(), item);
                        worlds.put(name, resolved);
                        environment.add(fullName, resolved);
                    } else {
                        environment.exclude(fullName);
                    }
                }
                case Item.Use _ -> throw new IllegalStateException(name);
            }
        }
        source.parts().forEach(part -> part.items().forEach(this::requireTarget));
        return new WitPackage(source.name(), source.docs(), interfaces, worlds);
    }

    /** A {@code use} line must name something, even if nothing uses its alias. */
    private void requireTarget(Item item) {
        if (item instanceof Item.Use use) {
            InterfaceName target = aliasTarget(use.path());
            boolean exists = environment.interfaceOf(target) != null
                    || environment.worldOf(target) != null
                    || environment.isExcluded(target);
            if (!exists) {
                throw use.path().position().error("interface or world `" + use.path() + "` does not exist");
            }
        }
    }

    private void collect(PackageSource.Part part) {
        Map<String, InterfaceName> aliases = new HashMap<>();
        FileScope file = new FileScope(source.name(), aliases, part.names(), features, environment);
        Map<String, Name> local = new HashMap<>();
        for (Item item : part.items()) {
            Name name = nameOf(item);
            if (local.putIfAbsent(name.text(), name) != null) {
                throw duplicate(name);
            }
            if (item instanceof Item.Use use) {
                aliases.put(name.text(), aliasTarget(use.path()));
            } else if (items.putIfAbsent(name.text(), new Located(item, file)) != null) {
                throw duplicate(name);
            }
        }
    }

    private InterfaceName aliasTarget(UsePath path) {
        return path.packageName() == null
                ? source.name().item(path.name().text())
                : path.packageName().item(path.name().text());
    }

    private static Name nameOf(Item item) {
        return switch (item) {
            case Item.Interface each -> each.name();
            case Item.World each -> each.name();
            case Item.Use each -> each.alias();
        };
    }

    private RuntimeException duplicate(Name name) {
        return name.position()
                .error("`" + name.text() + "` is defined more than once in package `" + source.name() + "`");
    }

    /** Which items of the package an item of the package needs. */
    private Map<String, List<Name>> dependencies() {
        Map<String, List<Name>> dependencies = new LinkedHashMap<>();
        items.forEach((name, located) -> {
            List<Name> names = new ArrayList<>();
            for (UsePath path : UsedPaths.of(located.item())) {
                InterfaceName target = located.file().target(path);
                if (source.name().item(target.interfaceName()).equals(target)) {
                    names.add(new Name(target.interfaceName(), path.position()));
                }
            }
            dependencies.put(name, names);
        });
        return dependencies;
    }
}
