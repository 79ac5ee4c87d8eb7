package dev.perigord.wasm.component.wit.model;

import dev.perigord.wasm.component.name.InterfaceName;

/**
 * The name of a package, {@code namespace:name@version} (WIT.md "Package Names").
 *
 * @param version a full version, or an empty string
 */
public record PackageName(String namespace, String name, String version) {
    /** The package of an interface. */
    public static PackageName of(InterfaceName name) {
        return new PackageName(name.namespace(), name.packageName(), name.version());
    }

    /** The full name of an interface or world of this package. */
    public InterfaceName item(String item) {
        return new InterfaceName(namespace, name, item, version);
    }

    /** The name without its version. */
    public String unversioned() {
        return namespace + ":" + name;
    }

    @Override
    public String toString() {
        return version.isEmpty() ? unversioned() : unversioned() + "@" + version;
    }
}
