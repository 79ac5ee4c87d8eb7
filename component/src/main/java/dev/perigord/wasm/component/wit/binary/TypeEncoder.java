package dev.perigord.wasm.component.wit.binary;

import dev.perigord.wasm.component.name.InterfaceName;
import dev.perigord.wasm.component.syntax.LabelledType;
import dev.perigord.wasm.component.syntax.TypeReference;
import dev.perigord.wasm.component.syntax.TypeSyntax;
import dev.perigord.wasm.component.type.TypeKind;
import dev.perigord.wasm.component.wit.model.TypeBody;
import dev.perigord.wasm.component.wit.model.TypeDefinition;
import dev.perigord.wasm.component.wit.model.TypeExpression;
import dev.perigord.wasm.component.wit.model.WitFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Defines the types of one interface or world in an index space, each once. What happens to a type that has a name
 * depends on where the definitions stand.
 */
public abstract class TypeEncoder {
    private final Declarations declarations;
    private final Map<String, TypeDefinition> scope;
    private final Map<String, Integer> named = new HashMap<>();
    private final Map<TypeExpression, Integer> anonymous = new HashMap<>();
    private final Map<TypeSyntax.Function, Integer> functions = new HashMap<>();

    private record Origin(InterfaceName from, String name) {}

    private final Map<Origin, Integer> used = new HashMap<>();

    /** Defines types of a scope. */
    protected TypeEncoder(Declarations declarations, Map<String, TypeDefinition> scope) {
        this.declarations = declarations;
        this.scope = scope;
    }

    /** Gives a type its name, if it gets one; the result is the index by which it is known from now on. */
    protected int name(@SuppressWarnings("unused") TypeDefinition definition, int index) {
        return index;
    }

    /** The index of a resource of the scope. */
    protected abstract int resource(TypeDefinition definition);

    /** The index of a type of an interface that was imported or exported before. */
    protected abstract int use(InterfaceName from, String name);

    /** Where the types are defined. */
    protected final Declarations declarations() {
        return declarations;
    }

    /** The index of a named type of the scope. */
    public final int type(String name) {
        Integer known = named.get(name);
        if (known != null) {
            return known;
        }
        TypeDefinition definition = scope.get(name);
        int index = definition.body() instanceof TypeBody.Resource
                ? resource(definition)
                : name(definition, body(definition.body()));
        named.put(name, index);
        return index;
    }

    private int body(TypeBody body) {
        return switch (body) {
            case TypeBody.Resource _ -> throw new IllegalArgumentException("a resource has no body");
            case TypeBody.RecordOf(var fields) ->
                value(
                        TypeKind.RECORD,
                        fields.stream().map(TypeBody.Field::name).toList(),
                        fields.stream().map(field -> reference(field.type())).toList(),
                        0);
            case TypeBody.Variant(var cases) ->
                value(
                        TypeKind.VARIANT,
                        cases.stream().map(TypeBody.Case::name).toList(),
                        references(cases.stream().map(TypeBody.Case::payload).toArray(TypeExpression[]::new)),
                        0);
            case TypeBody.EnumOf(var cases) ->
                value(TypeKind.ENUM, cases.stream().map(TypeBody.Named::name).toList(), List.of(), 0);
            case TypeBody.Flags(var flags) ->
                value(TypeKind.FLAGS, flags.stream().map(TypeBody.Named::name).toList(), List.of(), 0);
            case TypeBody.Use(var from, String name) ->
                used.computeIfAbsent(new Origin(from, name), _ -> use(from, name));
            case TypeBody.Alias(var type) ->
                switch (reference(type)) {
                    case TypeReference.Index(int index) -> index;
                    case TypeReference.Primitive(var kind) -> value(kind, List.of(), List.of(), 0);
                };
        };
    }

    /** The index of a type that has no name; those that have one keep it. */
    public final TypeReference reference(TypeExpression type) {
        return switch (type) {
            case TypeExpression.Primitive(var kind) -> new TypeReference.Primitive(kind);
            case TypeExpression.Named(String name) -> new TypeReference.Index(type(name));
            default -> {
                Integer known = anonymous.get(type);
                int index = known != null ? known : define(type);
                anonymous.put(type, index);
                yield new TypeReference.Index(index);
            }
        };
    }

    private int define(TypeExpression type) {
        return switch (type) {
            case TypeExpression.Primitive _, TypeExpression.Named _ ->
                throw new IllegalArgumentException(type.toString());
            case TypeExpression.Own(String resource) -> value(TypeKind.OWN, List.of(), List.of(), type(resource));
            case TypeExpression.Borrow(String resource) -> value(TypeKind.BORROW, List.of(), List.of(), type(resource));
            case TypeExpression.ListOf(var element) -> value(TypeKind.LIST, element);
            case TypeExpression.FixedList(var element, int length) ->
                value(TypeKind.FIXED_LIST, List.of(), references(element), length);
            case TypeExpression.MapOf(var key, var value) -> value(TypeKind.MAP, key, value);
            case TypeExpression.Tuple(var elements) -> value(TypeKind.TUPLE, elements.toArray(TypeExpression[]::new));
            case TypeExpression.Option(var element) -> value(TypeKind.OPTION, element);
            case TypeExpression.Result(var ok, var error) -> value(TypeKind.RESULT, ok, error);
            case TypeExpression.Stream(var element) -> value(TypeKind.STREAM, element);
            case TypeExpression.Future(var element) -> value(TypeKind.FUTURE, element);
        };
    }

    private int value(TypeKind kind, TypeExpression... parts) {
        return value(kind, List.of(), references(parts), 0);
    }

    private int value(TypeKind kind, List<String> labels, List<TypeReference> parts, int number) {
        return declarations.type(new TypeSyntax.Value(kind, labels, parts, number));
    }

    /** References to types, null for null. */
    private List<TypeReference> references(TypeExpression... types) {
        return Arrays.asList(Arrays.stream(types)
                .map(type -> type == null ? null : reference(type))
                .toArray(TypeReference[]::new));
    }

    /** The index of a function's type. */
    public final int function(WitFunction function) {
        List<LabelledType> parameters = new ArrayList<>();
        function.allParameters().forEach(each -> parameters.add(new LabelledType(each.name(), reference(each.type()))));
        TypeExpression result = function.fullResult();
        TypeSyntax.Function type =
                new TypeSyntax.Function(parameters, result == null ? null : reference(result), function.async());
        return functions.computeIfAbsent(type, declarations::type);
    }
}
