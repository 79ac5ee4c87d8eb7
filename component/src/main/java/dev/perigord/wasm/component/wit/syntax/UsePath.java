package dev.perigord.wasm.component.wit.syntax;

import dev.perigord.wasm.component.wit.model.PackageName;

/**
 * How an interface or world is named (WIT.md {@code use-path}).
 *
 * @param packageName null for one of the same package, or one that the file knows by a {@code use}
 */
public record UsePath(PackageName packageName, Name name) {
    /** Where it stands. */
    public Position position() {
        return name.position();
    }

    @Override
    public String toString() {
        return packageName == null ? name.text() : packageName.item(name.text()).toString();
    }
}
