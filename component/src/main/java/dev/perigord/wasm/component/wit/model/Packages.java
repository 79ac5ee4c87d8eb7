package dev.perigord.wasm.component.wit.model;

import dev.perigord.wasm.component.name.InterfaceName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Packages that may name each other; each stands after those that it depends on. */
public final class Packages {
    private final Map<PackageName, WitPackage> byName;

    /** A set of packages in order. */
    public Packages(Iterable<WitPackage> packages) {
        byName = new LinkedHashMap<>();
        packages.forEach(each -> byName.put(each.name(), each));
    }

    /** All packages in order. */
    public List<WitPackage> all() {
        return List.copyOf(byName.values());
    }

    /** The package of a name, or null. */
    public WitPackage get(PackageName name) {
        return byName.get(name);
    }

    /** The interface of a name, or null. */
    public WitInterface interfaceOf(InterfaceName name) {
        WitPackage found = byName.get(PackageName.of(name));
        return found == null ? null : found.interfaces().get(name.interfaceName());
    }

    /** The interface that a world imports or exports; null if the item is none. */
    public WitInterface contents(WorldItem item) {
        return switch (item) {
            case WorldItem.Interface each -> interfaceOf(each.name());
            case WorldItem.Inline each -> each.contents();
            case WorldItem.Function _, WorldItem.Type _ -> null;
        };
    }

    /** Follows the names of types into these packages. */
    public TypeLookup types() {
        return new TypeLookup(this::interfaceOf);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Packages packages && byName.equals(packages.byName);
    }

    @Override
    public int hashCode() {
        return byName.hashCode();
    }

    @Override
    public String toString() {
        return byName.keySet().toString();
    }
}
