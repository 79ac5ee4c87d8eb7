package dev.perigord.wasm.component.wit.text;

import dev.perigord.wasm.component.wit.model.PackageName;
import dev.perigord.wasm.component.wit.syntax.Name;
import dev.perigord.wasm.component.wit.syntax.UsePath;

/** Parses the names of packages and of their interfaces and worlds. */
final class PathParser {
    private final WitTokens tokens;

    PathParser(WitTokens tokens) {
        this.tokens = tokens;
    }

    /** {@code namespace:name@version}. */
    PackageName packageName() {
        Name namespace = tokens.name();
        tokens.expect(":");
        Name name = tokens.name();
        return new PackageName(namespace.text(), name.text(), tokens.accept("@") ? tokens.version() : "");
    }

    /** {@code name} or {@code namespace:package/name@version}. */
    UsePath path() {
        Name first = tokens.name();
        return tokens.accept(":") ? qualified(first, tokens.name()) : new UsePath(null, first);
    }

    /** The path that begins with {@code namespace:package}. */
    UsePath qualified(Name namespace, Name packageName) {
        tokens.expect("/");
        Name name = tokens.name();
        String version = tokens.accept("@") ? tokens.version() : "";
        return new UsePath(
                new PackageName(namespace.text(), packageName.text(), version),
                new Name(name.text(), namespace.position()));
    }
}
