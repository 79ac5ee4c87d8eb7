package dev.perigord.wasm.component.wit.model;

import java.util.Map;

/**
 * A package.
 *
 * @param docs the documentation, lines between line feeds, or an empty string; so it is everywhere in the model
 * @param interfaces by label, each after those of the package that it uses
 * @param worlds by label
 */
public record WitPackage(
        PackageName name, String docs, Map<String, WitInterface> interfaces, Map<String, WitWorld> worlds) {
    /** Copies both maps. */
    public WitPackage {
        interfaces = Ordered.copy(interfaces);
        worlds = Ordered.copy(worlds);
    }
}
