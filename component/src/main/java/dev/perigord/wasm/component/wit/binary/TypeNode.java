package dev.perigord.wasm.component.wit.binary;

import dev.perigord.wasm.component.syntax.TypeSyntax;

/**
 * An entry of a type index space. Each import and export of a type makes a node of its own, which knows the one that it
 * is another name of: so the names that WIT gives to types can be found again, which types alone do not tell.
 */
final class TypeNode {
    private final TypeNode aliasOf;
    private final TypeSyntax syntax;
    private final DecodedScope scope;

    private TypeNode(TypeNode aliasOf, TypeSyntax syntax, DecodedScope scope) {
        this.aliasOf = aliasOf;
        this.syntax = syntax;
        this.scope = scope;
    }

    /** A type whose indices belong to a scope. */
    static TypeNode defined(TypeSyntax syntax, DecodedScope scope) {
        return new TypeNode(null, syntax, scope);
    }

    /** An abstract resource. */
    static TypeNode resource() {
        return new TypeNode(null, null, null);
    }

    /** Another name of the type. */
    TypeNode alias() {
        return new TypeNode(this, syntax, scope);
    }

    /** What this is another name of, or null. */
    TypeNode aliasOf() {
        return aliasOf;
    }

    boolean isResource() {
        return syntax == null || syntax instanceof TypeSyntax.Resource;
    }

    /** The definition; null for a resource that comes from outside. */
    TypeSyntax syntax() {
        return syntax;
    }

    /** The scope to which the definition's indices belong. */
    DecodedScope scope() {
        return scope;
    }
}
