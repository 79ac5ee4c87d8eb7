package dev.perigord.wasm.component.text;

import dev.perigord.wasm.component.syntax.Definition;
import dev.perigord.wasm.component.syntax.ItemSyntax;
import dev.perigord.wasm.component.syntax.Sort;
import dev.perigord.wasm.component.syntax.SortIndex;
import dev.perigord.wasm.component.syntax.TypeSyntax;
import dev.perigord.wasm.text.IndexSpace;
import dev.perigord.wasm.text.TokenCursor;
import dev.perigord.wasm.text.TokenKind;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The index spaces of a component, component type or instance type as its definitions are read. An identifier means what
 * was defined with it before; if that was in an enclosing scope, an alias is added (Explainer "Alias Definitions").
 */
final class ComponentScope {
    /** How deep components and their types may be nested. */
    private static final int MAX_DEPTH = 100;

    /** What an identifier means in an enclosing scope: how many scopes outwards, and the index there. */
    record Outer(int count, int index) {}

    private final TokenCursor cursor;
    private final ComponentScope parent;
    private final int depth;
    private final String name;
    private final Consumer<Definition> definitions;
    private final Map<Sort, Space> spaces = new EnumMap<>(Sort.class);
    private final Map<Integer, ValueType> valueTypes = new HashMap<>();
    private boolean inCoreTypes;

    /** A value type and the scope whose type indices it uses. */
    record ValueType(TypeSyntax.Value syntax, ComponentScope scope) {}

    /** A scope that gives its definitions to {@code definitions}; {@code parent} and {@code name} may be null. */
    ComponentScope(TokenCursor cursor, ComponentScope parent, String name, Consumer<Definition> definitions) {
        this.cursor = cursor;
        this.parent = parent;
        this.depth = parent == null ? 0 : parent.depth + 1;
        this.name = name;
        this.definitions = definitions;
        for (Sort sort : Sort.values()) {
            spaces.put(sort, new Space(sort));
        }
        if (depth > MAX_DEPTH) {
            throw cursor.error("components and their types are nested more than " + MAX_DEPTH + " deep");
        }
    }

    /** An index space that looks further outwards for identifiers that it does not know. */
    private final class Space extends IndexSpace {
        private final Sort sort;

        Space(Sort sort) {
            super(sort.text());
            this.sort = sort;
        }

        int defineByIdentifier() {
            int token = cursor.index();
            String identifier = cursor.identifier();
            if (identifier == null) {
                defineAnonymous(1);
                return size() - 1;
            }
            if (find(identifier) != null) {
                cursor.moveTo(token);
                throw cursor.error("duplicate " + sort.text() + " $" + identifier);
            }
            return define(identifier);
        }

        @Override
        protected int resolveElsewhere(TokenCursor at, String identifier) {
            Outer outer = parent == null ? null : parent.find(sort, identifier, 1);
            if (outer == null) {
                return super.resolveElsewhere(at, identifier);
            }
            if (!sort.hasOuterAliases()) {
                throw at.error("outer item `" + identifier + "` is not a module, type, or component");
            }
            if (inCoreTypes) {
                throw at.error("outer type $" + identifier + " must be aliased before a core type can use it");
            }
            accept(new Definition.OuterAlias(sort, outer.count(), outer.index()));
            return define(identifier);
        }
    }

    IndexSpace space(Sort sort) {
        return spaces.get(sort);
    }

    /** What an identifier means here or further outwards, or null; {@code count} is how far out this scope is. */
    Outer find(Sort sort, String identifier, int count) {
        int outwards = count;
        for (ComponentScope scope = this; scope != null; scope = scope.parent) {
            Integer index = scope.space(sort).find(identifier);
            if (index != null) {
                return new Outer(outwards, index);
            }
            outwards++;
        }
        return null;
    }

    /** The number of scopes from here to the one whose name is the current token, or that this token says. */
    int outerCount() {
        int token = cursor.index();
        String identifier = cursor.identifier();
        if (identifier == null) {
            return cursor.u32();
        }
        int count = 0;
        for (ComponentScope scope = this; scope != null; scope = scope.parent) {
            if (identifier.equals(scope.name)) {
                return count;
            }
            count++;
        }
        cursor.moveTo(token);
        throw cursor.error("outer component `" + identifier + "` not found");
    }

    /** The index that the current token says in a scope further outwards. */
    int outerIndex(Sort sort, int count) {
        if (cursor.at(TokenKind.NATURAL)) {
            return cursor.u32();
        }
        ComponentScope scope = this;
        for (int i = 0; i != count && scope != null; i++) {
            scope = scope.parent;
        }
        if (scope == null) {
            throw cursor.error("outer count of " + Integer.toUnsignedString(count) + " is too large");
        }
        return scope.space(sort).resolve(cursor);
    }

    /** The definition of a value type, or null if it is not known from the text alone. */
    ValueType valueType(int index) {
        return valueTypes.get(index);
    }

    /** Hands a definition on; if it is of a value type, values of the type can be written from now on. */
    private void accept(Definition definition) {
        definitions.accept(definition);
        ValueType type =
                switch (definition) {
                    case Definition.Type(TypeSyntax.Value value) -> new ValueType(value, this);
                    case Definition.OuterAlias(Sort sort, int count, int index)
                    when sort == Sort.TYPE -> outerValueType(count, index);
                    case Definition.Import(var _, ItemSyntax item)
                    when item.sort() == Sort.TYPE -> valueType((int) item.index());
                    case Definition.ExportDeclaration(var _, ItemSyntax item)
                    when item.sort() == Sort.TYPE -> valueType((int) item.index());
                    case Definition.Export(var _, SortIndex item, var _)
                    when item.sort() == Sort.TYPE -> valueType(item.index());
                    default -> null;
                };
        if (type != null) {
            valueTypes.put(space(Sort.TYPE).size(), type);
        }
    }

    /** The type, or {@code null} if there are not so many scopes, which validation reports. */
    private ValueType outerValueType(int count, int index) {
        ComponentScope target = this;
        for (int i = 0; i != count && target != null; i++) {
            target = target.parent;
        }
        return target == null ? null : target.valueType(index);
    }

    // --- definitions -------------------------------------------------------------------------------------------

    /** Passes the identifier that may stand here; gives its token for {@link #define(Sort, int, Definition)}. */
    int passName() {
        int token = cursor.index();
        cursor.identifier();
        return token;
    }

    /** Adds a definition that has the identifier, if any, at a token; gives its index. */
    int define(Sort sort, int nameToken, Definition definition) {
        accept(definition);
        return name(sort, nameToken);
    }

    /** Gives the next index, and the identifier, if any, at a token, to what was just defined. */
    int name(Sort sort, int nameToken) {
        int here = cursor.index();
        cursor.moveTo(nameToken);
        int index = space(sort).define(cursor);
        cursor.moveTo(here);
        return index;
    }

    /** The same for what has a name of its own inside, which annotations give it. */
    int nameByIdentifier(Sort sort, int nameToken) {
        int here = cursor.index();
        cursor.moveTo(nameToken);
        int index = spaces.get(sort).defineByIdentifier();
        cursor.moveTo(here);
        return index;
    }

    /** Adds a definition without identifier; gives its index. */
    int define(Sort sort, Definition definition) {
        accept(definition);
        space(sort).defineAnonymous(1);
        return space(sort).size() - 1;
    }

    /** Adds something that has no index. */
    void add(Definition definition) {
        accept(definition);
    }

    /** Whether core types are being read, whose indices are taken before they are added. */
    void inCoreTypes(boolean reading) {
        inCoreTypes = reading;
    }

    /** The names of all definitions. */
    Map<Sort, SortedMap<Integer, String>> names() {
        Map<Sort, SortedMap<Integer, String>> names = new EnumMap<>(Sort.class);
        spaces.forEach((sort, space) -> names.put(sort, new TreeMap<>(space.names())));
        return names;
    }
}
