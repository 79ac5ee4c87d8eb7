package dev.perigord.wasm.component.wit.binary;

import dev.perigord.wasm.component.type.ChannelType;
import dev.perigord.wasm.component.type.EnumType;
import dev.perigord.wasm.component.type.FixedListType;
import dev.perigord.wasm.component.type.FlagsType;
import dev.perigord.wasm.component.type.HandleType;
import dev.perigord.wasm.component.type.ListType;
import dev.perigord.wasm.component.type.MapType;
import dev.perigord.wasm.component.type.NamedType;
import dev.perigord.wasm.component.type.OptionType;
import dev.perigord.wasm.component.type.PrimitiveType;
import dev.perigord.wasm.component.type.RecordType;
import dev.perigord.wasm.component.type.ResourceType;
import dev.perigord.wasm.component.type.ResultType;
import dev.perigord.wasm.component.type.TupleType;
import dev.perigord.wasm.component.type.VariantType;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.component.wit.model.Packages;
import dev.perigord.wasm.component.wit.model.TypeBody;
import dev.perigord.wasm.component.wit.model.TypeDefinition;
import dev.perigord.wasm.component.wit.model.TypeExpression;
import dev.perigord.wasm.component.wit.model.WitFunction;
import java.util.Map;

/** Types of the model as types with a layout. Handles are all to the same resource: what matters is how they travel. */
public final class WitTypes {
    private static final ResourceType ANY_RESOURCE = new ResourceType("");

    private final Packages packages;

    /** Types that may be those of some packages. */
    public WitTypes(Packages packages) {
        this.packages = packages;
    }

    /** The type of a function of a scope. */
    public WitFunctionType function(Map<String, TypeDefinition> scope, WitFunction function) {
        TypeExpression result = function.fullResult();
        return new WitFunctionType(
                function.allParameters().stream()
                        .map(each -> new NamedType(each.name(), type(scope, each.type())))
                        .toList(),
                result == null ? null : type(scope, result),
                function.async());
    }

    /** A type of a scope; null for null. */
    public WitType type(Map<String, TypeDefinition> scope, TypeExpression type) {
        return switch (type) {
            case null -> null;
            case TypeExpression.Primitive(var kind) -> PrimitiveType.of(kind);
            case TypeExpression.Named(String name) -> named(scope, name);
            case TypeExpression.Own _ -> HandleType.own(ANY_RESOURCE);
            case TypeExpression.Borrow _ -> HandleType.borrow(ANY_RESOURCE);
            case TypeExpression.ListOf(var element) -> new ListType(type(scope, element));
            case TypeExpression.FixedList(var element, int length) -> new FixedListType(type(scope, element), length);
            case TypeExpression.MapOf(var key, var value) -> new MapType(type(scope, key), type(scope, value));
            case TypeExpression.Tuple(var elements) ->
                new TupleType(elements.stream().map(each -> type(scope, each)).toList());
            case TypeExpression.Option(var element) -> new OptionType(type(scope, element));
            case TypeExpression.Result(var ok, var error) -> new ResultType(type(scope, ok), type(scope, error));
            case TypeExpression.Stream(var element) -> ChannelType.stream(type(scope, element));
            case TypeExpression.Future(var element) -> ChannelType.future(type(scope, element));
        };
    }

    private WitType named(Map<String, TypeDefinition> scope, String name) {
        return switch (scope.get(name).body()) {
            case TypeBody.Resource _ -> HandleType.own(ANY_RESOURCE);
            case TypeBody.RecordOf(var fields) ->
                new RecordType(fields.stream()
                        .map(each -> new NamedType(each.name(), type(scope, each.type())))
                        .toList());
            case TypeBody.Variant(var cases) ->
                new VariantType(cases.stream()
                        .map(each -> new VariantType.Case(each.name(), type(scope, each.payload())))
                        .toList());
            case TypeBody.EnumOf(var cases) ->
                new EnumType(cases.stream().map(TypeBody.Named::name).toList());
            case TypeBody.Flags(var flags) ->
                new FlagsType(flags.stream().map(TypeBody.Named::name).toList());
            case TypeBody.Alias(var type) -> type(scope, type);
            case TypeBody.Use(var from, String other) ->
                named(packages.interfaceOf(from).types(), other);
        };
    }
}
