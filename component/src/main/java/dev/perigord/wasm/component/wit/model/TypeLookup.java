package dev.perigord.wasm.component.wit.model;

import dev.perigord.wasm.component.name.InterfaceName;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Follows the names of types, through aliases and into other interfaces.
 *
 * @param interfaces gives the interface of a name, or null
 */
public record TypeLookup(Function<InterfaceName, WitInterface> interfaces) {
    /** Whether a type of a scope is a resource. */
    public boolean isResource(Map<String, TypeDefinition> scope, String name) {
        return satisfies(scope, name, body -> body instanceof TypeBody.Resource, false);
    }

    /** Whether values of a type can contain a borrowed handle. */
    public boolean containsBorrow(Map<String, TypeDefinition> scope, TypeExpression type) {
        return switch (type) {
            case TypeExpression.Borrow _ -> true;
            case TypeExpression.Named(String name) -> satisfies(scope, name, _ -> false, true);
            default -> type.parts().stream().anyMatch(part -> containsBorrow(scope, part));
        };
    }

    private boolean satisfies(
            Map<String, TypeDefinition> scope, String name, Predicate<TypeBody> test, boolean inParts) {
        TypeDefinition definition = scope.get(name);
        if (definition == null) {
            return false;
        }
        return switch (definition.body()) {
            case TypeBody.Alias(TypeExpression.Named(String other)) -> satisfies(scope, other, test, inParts);
            case TypeBody.Use(var from, String other) -> {
                WitInterface owner = interfaces.apply(from);
                yield owner != null && satisfies(owner.types(), other, test, inParts);
            }
            case TypeBody body -> test.test(body) || (inParts && partsContainBorrow(scope, body));
        };
    }

    private boolean partsContainBorrow(Map<String, TypeDefinition> scope, TypeBody body) {
        return body.parts().stream().anyMatch(part -> containsBorrow(scope, part));
    }
}
