package dev.perigord.wasm.component.wit.model;

import dev.perigord.wasm.component.name.InterfaceName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An interface, of a package or written inside a world.
 *
 * @param types by name: those of other interfaces first, then the others, each after those that it names
 * @param functions by their full names, such as {@code [method]file.read}: those of resources first
 */
public record WitInterface(
        String docs, Stability stability, Map<String, TypeDefinition> types, Map<String, WitFunction> functions) {
    /** Copies both maps into their order. */
    public WitInterface {
        types = Ordered.sorted(types, type -> type.body() instanceof TypeBody.Use ? 0 : 1);
        List<String> names = List.copyOf(types.keySet());
        functions = Ordered.sorted(
                functions,
                function -> function.resource().isEmpty() ? names.size() : names.indexOf(function.resource()));
    }

    /** The interfaces whose types it uses, in order. */
    public Set<InterfaceName> dependencies() {
        Set<InterfaceName> names = new LinkedHashSet<>();
        for (TypeDefinition type : types.values()) {
            if (type.body() instanceof TypeBody.Use(var from, var _)) {
                names.add(from);
            }
        }
        return names;
    }
}
