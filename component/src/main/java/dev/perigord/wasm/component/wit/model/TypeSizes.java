package dev.perigord.wasm.component.wit.model;

import dev.perigord.wasm.component.name.InterfaceName;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * How large types are when all names are written out: what uses types follows them by recursion. The limits are those of
 * components; other names of a type count as nesting, too.
 */
public final class TypeSizes {
    /** How deep types may be nested. */
    public static final int MAX_DEPTH = 100;

    private static final long MAX_PARTS = 1_000_000;
    private static final Size TOO_LARGE = new Size(MAX_DEPTH + 1, MAX_PARTS + 1);

    private record Size(int depth, long parts) {
        boolean isTooLarge() {
            return depth > MAX_DEPTH || parts > MAX_PARTS;
        }
    }

    private final Function<InterfaceName, WitInterface> interfaces;
    private final IdentityHashMap<TypeDefinition, Size> known = new IdentityHashMap<>();

    /**
     * Sizes of types that may use those of interfaces.
     *
     * @param interfaces gives the interface of a name, or null
     */
    public TypeSizes(Function<InterfaceName, WitInterface> interfaces) {
        this.interfaces = interfaces;
    }

    /** Whether a type of a scope exceeds a limit. */
    public boolean isTooLarge(Map<String, TypeDefinition> scope, String name) {
        return named(scope, name, 0).isTooLarge();
    }

    private Size named(Map<String, TypeDefinition> scope, String name, int level) {
        TypeDefinition definition = scope.get(name);
        if (level > MAX_DEPTH) {
            return TOO_LARGE;
        }
        Size size = definition == null ? new Size(0, 0) : known.get(definition);
        if (size == null) {
            size = body(scope, definition.body(), level);
            known.put(definition, size);
        }
        return size;
    }

    private Size body(Map<String, TypeDefinition> scope, TypeBody body, int level) {
        if (body instanceof TypeBody.Use(var from, String other)) {
            WitInterface owner = interfaces.apply(from);
            Size used = owner == null ? new Size(0, 0) : named(owner.types(), other, level + 1);
            return new Size(used.depth + 1, used.parts + 1);
        }
        return body instanceof TypeBody.Alias(var type)
                ? expression(scope, type, level)
                : whole(scope, body.parts(), level);
    }

    private Size expression(Map<String, TypeDefinition> scope, TypeExpression type, int level) {
        return type instanceof TypeExpression.Named(String name)
                ? named(scope, name, level + 1)
                : whole(scope, type.parts(), level + 1);
    }

    private Size whole(Map<String, TypeDefinition> scope, Iterable<TypeExpression> parts, int level) {
        int depth = 0;
        long count = 1;
        for (TypeExpression part : parts) {
            Size size = expression(scope, part, level);
            depth = Math.max(depth, size.depth);
            count = Math.min(count + size.parts, MAX_PARTS + 1);
        }
        return new Size(depth + 1, count);
    }
}
