package dev.perigord.wasm.component.wit.resolve;

import dev.perigord.wasm.component.name.InterfaceName;
import dev.perigord.wasm.component.wit.model.PackageName;
import dev.perigord.wasm.component.wit.model.TypeLookup;
import dev.perigord.wasm.component.wit.model.TypeSizes;
import dev.perigord.wasm.component.wit.model.WitInterface;
import dev.perigord.wasm.component.wit.model.WitPackage;
import dev.perigord.wasm.component.wit.model.WitWorld;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What has been resolved so far. */
final class Environment {
    private final Map<PackageName, WitPackage> packages = new LinkedHashMap<>();
    private final Map<InterfaceName, WitInterface> interfaces = new HashMap<>();
    private final Map<InterfaceName, WitWorld> worlds = new HashMap<>();
    private final TypeSizes sizes = new TypeSizes(this::interfaceOf);
    private final InterfaceOrder order = new InterfaceOrder(this::interfaceOf);
    private final Set<InterfaceName> excluded = new HashSet<>();

    void add(WitPackage each) {
        packages.put(each.name(), each);
        each.interfaces().forEach((name, contents) -> add(each.name().item(name), contents));
        each.worlds().forEach((name, contents) -> add(each.name().item(name), contents));
    }

    void add(InterfaceName name, WitInterface contents) {
        interfaces.put(name, contents);
    }

    void add(InterfaceName name, WitWorld contents) {
        worlds.put(name, contents);
    }

    /** Remembers that an item is not there because of its gate. */
    void exclude(InterfaceName name) {
        excluded.add(name);
    }

    boolean isExcluded(InterfaceName name) {
        return excluded.contains(name);
    }

    Map<PackageName, WitPackage> packages() {
        return packages;
    }

    /** The interface of a name, or null. */
    WitInterface interfaceOf(InterfaceName name) {
        return interfaces.get(name);
    }

    /** The world of a name, or null. */
    WitWorld worldOf(InterfaceName name) {
        return worlds.get(name);
    }

    /** The sizes of the types of these interfaces and of those that use them. */
    TypeSizes sizes() {
        return sizes;
    }

    /** The order of these interfaces, which nothing replaces once it was asked for. */
    InterfaceOrder order() {
        return order;
    }

    TypeLookup types() {
        return new TypeLookup(this::interfaceOf);
    }
}
