package dev.perigord.wasm.component.wit.syntax;

import dev.perigord.wasm.component.wit.model.TypeExpression;
import java.util.List;
import java.util.Map;

/**
 * A WIT file.
 *
 * @param declaration the package to which its items belong, or null if it does not say
 * @param packages the packages {@code package name { … }} inside
 * @param names where the names stand that types consist of, by the expression's identity
 */
public record WitFile(
        String name,
        PackageDeclaration declaration,
        List<Item> items,
        List<Nested> packages,
        Map<TypeExpression, Position> names) {
    /** A package written inside of a file. */
    public record Nested(PackageDeclaration declaration, List<Item> items) {}
}
