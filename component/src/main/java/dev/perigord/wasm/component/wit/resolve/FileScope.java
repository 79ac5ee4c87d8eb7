package dev.perigord.wasm.component.wit.resolve;

import dev.perigord.wasm.component.name.InterfaceName;
import dev.perigord.wasm.component.name.SemanticVersion;
import dev.perigord.wasm.component.wit.model.PackageName;
import dev.perigord.wasm.component.wit.model.Stability;
import dev.perigord.wasm.component.wit.model.TypeExpression;
import dev.perigord.wasm.component.wit.model.WitInterface;
import dev.perigord.wasm.component.wit.model.WitWorld;
import dev.perigord.wasm.component.wit.syntax.Position;
import dev.perigord.wasm.component.wit.syntax.UsePath;
import java.util.Map;

/**
 * What names mean in a file.
 *
 * @param aliases what the {@code use} lines of the file name
 * @param names where the names in types stand
 */
record FileScope(
        PackageName packageName,
        Map<String, InterfaceName> aliases,
        Map<TypeExpression, Position> names,
        Features features,
        Environment environment) {
    /** The full name that a path stands for. */
    InterfaceName target(UsePath path) {
        if (path.packageName() != null) {
            return path.packageName().item(path.name().text());
        }
        InterfaceName alias = aliases.get(path.name().text());
        return alias != null ? alias : packageName.item(path.name().text());
    }

    /** The interface that a path names. */
    WitInterface interfaceOf(UsePath path) {
        InterfaceName name = target(path);
        WitInterface found = environment.interfaceOf(name);
        if (found == null) {
            throw path.position()
                    .error(
                            environment.worldOf(name) != null
                                    ? "expected an interface, found world `" + path + "`"
                                    : missing("interface", path, name));
        }
        return found;
    }

    /** The world that a path names. */
    WitWorld worldOf(UsePath path) {
        InterfaceName name = target(path);
        WitWorld found = environment.worldOf(name);
        if (found == null) {
            throw path.position()
                    .error(
                            environment.interfaceOf(name) != null
                                    ? "expected a world, found interface `" + path + "`"
                                    : missing("world", path, name));
        }
        return found;
    }

    private String missing(String kind, UsePath path, InterfaceName name) {
        return environment.isExcluded(name)
                ? kind + " `" + path + "` belongs to a feature that is not active"
                : kind + " `" + path + "` does not exist";
    }

    /**
     * Whether an item is there with the features that are wanted.
     *
     * @throws dev.perigord.wasm.component.wit.WitException if its gate makes no sense in this package
     */
    boolean includes(Stability stability, Position position) {
        if (stability instanceof Stability.Stable(String since, var _)) {
            if (packageName.version().isEmpty()) {
                throw position.error("`@since` needs a package with a version, found `" + packageName + "`");
            }
            if (SemanticVersion.parse(since).compareTo(SemanticVersion.parse(packageName.version())) > 0) {
                throw position.error(
                        "`@since` names version " + since + ", which package `" + packageName + "` has not reached");
            }
        }
        return features.include(stability);
    }
}
