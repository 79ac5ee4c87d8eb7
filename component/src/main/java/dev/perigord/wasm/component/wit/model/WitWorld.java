package dev.perigord.wasm.component.wit.model;

import java.util.Map;

/**
 * A world with everything that it imports: also the interfaces that others only depend on (WIT.md "Transitive imports
 * and worlds").
 *
 * @param imports by their names in a component: interfaces first, then types, then functions
 * @param exports by their names in a component
 */
public record WitWorld(
        String docs, Stability stability, Map<String, WorldItem> imports, Map<String, WorldItem> exports) {
    /** Copies both maps into their order. */
    public WitWorld {
        imports = Ordered.sorted(imports, WitWorld::rank);
        exports = Ordered.copy(exports);
    }

    /** Interfaces, then the types used from them, then types that may refer to those, then functions. */
    private static int rank(WorldItem item) {
        return switch (item) {
            case WorldItem.Interface _, WorldItem.Inline _ -> 0;
            case WorldItem.Type(var definition) -> definition.body() instanceof TypeBody.Use ? 1 : 2;
            case WorldItem.Function(var function) -> function.kind() == WitFunction.Kind.FREESTANDING ? 3 : 4;
        };
    }
}
