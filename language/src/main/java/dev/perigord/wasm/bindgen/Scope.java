package dev.perigord.wasm.bindgen;

import dev.perigord.wasm.component.wit.model.TypeDefinition;
import dev.perigord.wasm.component.wit.model.WitFunction;
import dev.perigord.wasm.component.wit.model.WitFunction.Kind;
import dev.perigord.wasm.component.wit.model.WitInterface;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What becomes one Java class with nested types: an interface, or the types of a world.
 *
 * @param javaName the simple name of the class
 * @param origin the name in WIT, for documentation
 */
record Scope(
        String javaName,
        String origin,
        String docs,
        Map<String, TypeDefinition> types,
        Collection<WitFunction> functions) {
    static Scope of(String javaName, String origin, WitInterface contents) {
        return new Scope(
                javaName,
                origin,
                contents.docs(),
                contents.types(),
                contents.functions().values());
    }

    /** The functions that are methods of the class itself: all but the methods of resources. */
    List<WitFunction> ownFunctions() {
        return functions.stream().filter(each -> each.kind() != Kind.METHOD).toList();
    }

    /** The methods of a resource. */
    List<WitFunction> methods(String resource) {
        return functions.stream()
                .filter(each -> each.kind() == Kind.METHOD && each.resource().equals(resource))
                .toList();
    }
}
