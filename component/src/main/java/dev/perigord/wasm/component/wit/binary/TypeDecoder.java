package dev.perigord.wasm.component.wit.binary;

import dev.perigord.wasm.component.name.ExternName;
import dev.perigord.wasm.component.name.InterfaceName;
import dev.perigord.wasm.component.syntax.LabelledType;
import dev.perigord.wasm.component.syntax.NameSyntax;
import dev.perigord.wasm.component.syntax.TypeReference;
import dev.perigord.wasm.component.syntax.TypeSyntax;
import dev.perigord.wasm.component.wit.WitException;
import dev.perigord.wasm.component.wit.model.Stability;
import dev.perigord.wasm.component.wit.model.TypeBody;
import dev.perigord.wasm.component.wit.model.TypeDefinition;
import dev.perigord.wasm.component.wit.model.TypeExpression;
import dev.perigord.wasm.component.wit.model.WitFunction;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Gives types the names by which interfaces and worlds know them. */
final class TypeDecoder {
    /**
     * The name of a type.
     *
     * @param owner identifies the interface or world
     * @param interfaceName the owner's name, or null for one that others cannot name
     */
    private record Known(Object owner, InterfaceName interfaceName, String name) {}

    private final IdentityHashMap<TypeNode, Known> known = new IdentityHashMap<>();

    /** Remembers that a node is a type that is defined already. */
    void register(Object owner, InterfaceName interfaceName, String name, TypeNode node) {
        known.put(node, new Known(owner, interfaceName, name));
    }

    /** Defines a type of an interface or world. */
    TypeDefinition define(Object owner, InterfaceName interfaceName, NameSyntax name, TypeNode node) {
        TypeBody body = body(owner, node);
        register(owner, interfaceName, name.name(), node);
        return new TypeDefinition(
                name.name(), body, "", Stability.UNKNOWN, Names.attribute(name, NameSyntax.Kind.EXTERNAL_ID));
    }

    private TypeBody body(Object owner, TypeNode node) {
        Known origin = origin(node.aliasOf());
        if (origin != null) {
            return origin.owner == owner || origin.interfaceName == null
                    ? new TypeBody.Alias(new TypeExpression.Named(origin.name))
                    : new TypeBody.Use(origin.interfaceName, origin.name);
        }
        if (node.isResource()) {
            return new TypeBody.Resource();
        }
        if (!(node.syntax() instanceof TypeSyntax.Value(var kind, var labels, var parts, var _))) {
            throw new WitException("WIT has no name for a type that is no value type");
        }
        return switch (kind) {
            case RECORD -> {
                List<TypeBody.Field> fields = new ArrayList<>();
                for (int i = 0; i < labels.size(); i++) {
                    fields.add(new TypeBody.Field(labels.get(i), expression(owner, parts.get(i), node), ""));
                }
                yield new TypeBody.RecordOf(fields);
            }
            case VARIANT -> {
                List<TypeBody.Case> cases = new ArrayList<>();
                for (int i = 0; i < labels.size(); i++) {
                    cases.add(new TypeBody.Case(labels.get(i), expression(owner, parts.get(i), node), ""));
                }
                yield new TypeBody.Variant(cases);
            }
            case ENUM -> new TypeBody.EnumOf(named(labels));
            case FLAGS -> new TypeBody.Flags(named(labels));
            default -> new TypeBody.Alias(anonymous(owner, node));
        };
    }

    private static List<TypeBody.Named> named(List<String> labels) {
        return labels.stream().map(label -> new TypeBody.Named(label, "")).toList();
    }

    /** The nearest name of a type in the chain of its aliases, or null. */
    private Known origin(TypeNode node) {
        for (TypeNode each = node; each != null; each = each.aliasOf()) {
            if (known.containsKey(each)) {
                return known.get(each);
            }
        }
        return null;
    }

    /** The name by which an owner knows a type, or else any name; null if it has none. */
    private String nameFor(Object owner, TypeNode node) {
        for (TypeNode each = node; each != null; each = each.aliasOf()) {
            Known found = known.get(each);
            if (found != null && found.owner == owner) {
                return found.name;
            }
        }
        Known other = origin(node);
        return other == null ? null : other.name;
    }

    /** A type that is used in the definition of a node; null for null. */
    private TypeExpression expression(Object owner, TypeReference reference, TypeNode user) {
        return switch (reference) {
            case null -> null;
            case TypeReference.Primitive(var kind) -> new TypeExpression.Primitive(kind);
            case TypeReference.Index(int index) -> {
                TypeNode node = user.scope().type(index);
                String name = nameFor(owner, node);
                yield name == null ? anonymous(owner, node) : new TypeExpression.Named(name);
            }
        };
    }

    private TypeExpression anonymous(Object owner, TypeNode node) {
        if (!(node.syntax() instanceof TypeSyntax.Value(var kind, var _, var parts, int number))) {
            throw new WitException("expected a value type, found another type");
        }
        List<TypeExpression> types = new ArrayList<>();
        parts.forEach(part -> types.add(expression(owner, part, node)));
        return switch (kind) {
            case LIST -> new TypeExpression.ListOf(types.getFirst());
            case FIXED_LIST -> new TypeExpression.FixedList(types.getFirst(), number);
            case MAP -> new TypeExpression.MapOf(types.getFirst(), types.getLast());
            case TUPLE -> new TypeExpression.Tuple(types);
            case OPTION -> new TypeExpression.Option(types.getFirst());
            case RESULT -> new TypeExpression.Result(types.getFirst(), types.getLast());
            case STREAM -> new TypeExpression.Stream(types.getFirst());
            case FUTURE -> new TypeExpression.Future(types.getFirst());
            case OWN -> new TypeExpression.Own(resource(owner, node.scope().type(number)));
            case BORROW ->
                new TypeExpression.Borrow(resource(owner, node.scope().type(number)));
            case RECORD, VARIANT, ENUM, FLAGS -> throw new WitException("a " + kind.text() + " has no name");
            default -> new TypeExpression.Primitive(kind);
        };
    }

    private String resource(Object owner, TypeNode node) {
        String name = nameFor(owner, node);
        if (name == null) {
            throw new WitException("a resource has no name");
        }
        return name;
    }

    /** A function of an interface or world. */
    WitFunction function(Object owner, NameSyntax name, TypeNode type) {
        if (!(type.syntax() instanceof TypeSyntax.Function(var parameters, var result, boolean async))) {
            throw new WitException("function `" + name.name() + "` has no function type");
        }
        ExternName parsed = parse(name);
        WitFunction.Kind kind =
                switch (parsed) {
                    case ExternName.Constructor _ -> WitFunction.Kind.CONSTRUCTOR;
                    case ExternName.Method _ -> WitFunction.Kind.METHOD;
                    case ExternName.Static _ -> WitFunction.Kind.STATIC;
                    default -> WitFunction.Kind.FREESTANDING;
                };
        String resource =
                switch (parsed) {
                    case ExternName.Constructor(var each) -> each;
                    case ExternName.Method(var each, var _) -> each;
                    case ExternName.Static(var each, var _) -> each;
                    default -> "";
                };
        String label =
                switch (parsed) {
                    case ExternName.Constructor _ -> "";
                    case ExternName.Method(var _, var each) -> each;
                    case ExternName.Static(var _, var each) -> each;
                    default -> name.name();
                };
        if (kind == WitFunction.Kind.METHOD) {
            boolean hasSelf = !parameters.isEmpty()
                    && expression(owner, parameters.getFirst().type(), type)
                            .equals(new TypeExpression.Borrow(resource));
            require(hasSelf, name, "expected a method whose first parameter is a borrow<" + resource + ">");
        }
        List<LabelledType> own =
                kind == WitFunction.Kind.METHOD ? parameters.subList(1, parameters.size()) : parameters;
        TypeExpression resultType = expression(owner, result, type);
        if (kind == WitFunction.Kind.CONSTRUCTOR) {
            require(
                    makes(resultType, resource),
                    name,
                    "expected a constructor that gives `" + resource + "` or `result<" + resource + ", …>`");
        }
        boolean isImplied = kind == WitFunction.Kind.CONSTRUCTOR && new TypeExpression.Own(resource).equals(resultType);
        return new WitFunction(
                kind,
                resource,
                label,
                own.stream()
                        .map(each -> new WitFunction.Parameter(each.label(), expression(owner, each.type(), type)))
                        .toList(),
                isImplied ? null : resultType,
                async,
                "",
                Stability.UNKNOWN,
                Names.attribute(name, NameSyntax.Kind.EXTERNAL_ID));
    }

    private static ExternName parse(NameSyntax name) {
        try {
            return ExternName.parse(name.name());
        } catch (IllegalArgumentException e) {
            throw new WitException("function `" + name.name() + "`: " + e.getMessage());
        }
    }

    private static boolean makes(TypeExpression result, String resource) {
        TypeExpression own = new TypeExpression.Own(resource);
        return own.equals(result) || (result instanceof TypeExpression.Result(var ok, var _) && own.equals(ok));
    }

    private static void require(boolean condition, NameSyntax name, String expected) {
        if (!condition) {
            throw new WitException("function `" + name.name() + "`: " + expected + ", found another type");
        }
    }
}
