package dev.perigord.wasm.component.validation;

import dev.perigord.wasm.component.name.Label;
import dev.perigord.wasm.component.syntax.ItemSyntax;
import dev.perigord.wasm.component.syntax.LabelledType;
import dev.perigord.wasm.component.syntax.TypeReference;
import dev.perigord.wasm.component.syntax.TypeSyntax;
import dev.perigord.wasm.component.type.ChannelType;
import dev.perigord.wasm.component.type.ComponentType;
import dev.perigord.wasm.component.type.DefinedType;
import dev.perigord.wasm.component.type.EnumType;
import dev.perigord.wasm.component.type.FixedListType;
import dev.perigord.wasm.component.type.FlagsType;
import dev.perigord.wasm.component.type.HandleType;
import dev.perigord.wasm.component.type.InstanceType;
import dev.perigord.wasm.component.type.ItemType;
import dev.perigord.wasm.component.type.Layout;
import dev.perigord.wasm.component.type.ListType;
import dev.perigord.wasm.component.type.MapType;
import dev.perigord.wasm.component.type.NamedType;
import dev.perigord.wasm.component.type.OptionType;
import dev.perigord.wasm.component.type.PointerSize;
import dev.perigord.wasm.component.type.PrimitiveType;
import dev.perigord.wasm.component.type.RecordType;
import dev.perigord.wasm.component.type.ResourceType;
import dev.perigord.wasm.component.type.ResultType;
import dev.perigord.wasm.component.type.TupleType;
import dev.perigord.wasm.component.type.TypeItem;
import dev.perigord.wasm.component.type.TypeKind;
import dev.perigord.wasm.component.type.ValueItem;
import dev.perigord.wasm.component.type.VariantType;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.InvalidException;
import dev.perigord.wasm.module.NumberType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Validates types: turns what was written into types of the model. */
final class TypeValidator {
    private static final int MAX_WEIGHT = 1_000_000;
    private static final int MAX_DEPTH = 100;
    private static final FunctionType DESTRUCTOR = new FunctionType(List.of(NumberType.I32), List.of());

    private final Scope scope;

    TypeValidator(Scope scope) {
        this.scope = scope;
    }

    DefinedType define(TypeSyntax syntax) {
        DefinedType type =
                switch (syntax) {
                    case TypeSyntax.Value value -> value(value);
                    case TypeSyntax.Function function -> function(function);
                    case TypeSyntax.Component(var declarations) ->
                        ComponentValidator.componentType(declarations, scope);
                    case TypeSyntax.Instance(var declarations) -> ComponentValidator.instanceType(declarations, scope);
                    case TypeSyntax.Resource resource -> resource(resource);
                };
        requireSize(type);
        return type;
    }

    /** Limits what a type unfolds to, so that walking over types stays cheap and does not exhaust the stack. */
    static void requireSize(DefinedType type) {
        require(type.weight() <= MAX_WEIGHT, "effective type size exceeds the limit of " + MAX_WEIGHT);
        require(type.depth() <= MAX_DEPTH, "types are nested more than " + MAX_DEPTH + " deep");
    }

    private ResourceType resource(TypeSyntax.Resource syntax) {
        require(scope.kind == ScopeKind.COMPONENT, "resources can only be defined within a concrete component");
        require(syntax.representation() == NumberType.I32, "resources can only be represented by `i32`");
        if (syntax.destructor() != TypeSyntax.Resource.NO_DESTRUCTOR) {
            FunctionType destructor = scope.coreFunction((int) syntax.destructor());
            require(destructor.equals(DESTRUCTOR), "core function has wrong signature for a destructor: " + destructor);
        }
        ResourceType resource = new ResourceType("");
        scope.definedResources.add(resource);
        scope.localResources.add(resource);
        return resource;
    }

    private WitFunctionType function(TypeSyntax.Function syntax) {
        Set<String> names = new HashSet<>();
        List<NamedType> parameters = new ArrayList<>();
        for (LabelledType parameter : syntax.parameters()) {
            requireLabel(parameter.label(), names, "function parameter");
            parameters.add(new NamedType(parameter.label(), resolve(parameter.type())));
        }
        WitType result = syntax.result() == null ? null : resolve(syntax.result());
        require(result == null || !result.containsBorrow(), "function result cannot contain a `borrow` type");
        return new WitFunctionType(parameters, result, syntax.async());
    }

    /** The type that a reference stands for. */
    WitType resolve(TypeReference reference) {
        return switch (reference) {
            case TypeReference.Primitive(TypeKind kind) -> PrimitiveType.of(kind);
            case TypeReference.Index(int index) -> {
                if (scope.type(index) instanceof WitType type) {
                    yield type;
                }
                throw notA(index, "defined type");
            }
        };
    }

    private WitType value(TypeSyntax.Value syntax) {
        List<WitType> parts = new ArrayList<>();
        for (TypeReference part : syntax.parts()) {
            parts.add(part == null ? null : resolve(part));
        }
        WitType type =
                switch (syntax.kind()) {
                    case RECORD -> record(syntax.labels(), parts);
                    case VARIANT -> variant(syntax.labels(), parts);
                    case LIST -> new ListType(parts.getFirst());
                    case FIXED_LIST -> {
                        require(syntax.number() != 0, "fixed-length lists must have more than zero elements");
                        yield new FixedListType(parts.getFirst(), syntax.number());
                    }
                    case TUPLE -> {
                        require(!parts.isEmpty(), "tuple type must have at least one type");
                        yield new TupleType(parts);
                    }
                    case FLAGS -> {
                        requireLabels(syntax.labels(), "flag", "flags must have at least one entry");
                        require(
                                syntax.labels().size() <= FlagsType.MAX_FLAGS,
                                "cannot have more than " + FlagsType.MAX_FLAGS + " flags");
                        yield new FlagsType(syntax.labels());
                    }
                    case ENUM -> {
                        requireLabels(syntax.labels(), "enum tag", "enum type must have at least one variant");
                        yield new EnumType(syntax.labels());
                    }
                    case OPTION -> new OptionType(parts.getFirst());
                    case RESULT -> new ResultType(parts.getFirst(), parts.getLast());
                    case OWN -> HandleType.own(resource(syntax.number()));
                    case BORROW -> HandleType.borrow(resource(syntax.number()));
                    case STREAM -> {
                        requireSendable(parts.getFirst(), "stream");
                        boolean isChar =
                                parts.getFirst() != null && parts.getFirst().kind() == TypeKind.CHAR;
                        require(!isChar, "`stream<char>` is not valid at this time");
                        yield ChannelType.stream(parts.getFirst());
                    }
                    case FUTURE -> {
                        requireSendable(parts.getFirst(), "future");
                        yield ChannelType.future(parts.getFirst());
                    }
                    case MAP -> {
                        requireKey(parts.getFirst());
                        yield new MapType(parts.getFirst(), parts.getLast());
                    }
                    default -> PrimitiveType.of(syntax.kind());
                };
        requireSize(type);
        require(
                type.layout(PointerSize.I64).size() < Layout.MAX_SIZE,
                "type size exceeds maximum byte size of " + (Layout.MAX_SIZE - 1));
        return type;
    }

    private static WitType record(List<String> labels, List<WitType> parts) {
        requireLabels(labels, "record field", "record type must have at least one field");
        List<NamedType> fields = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            fields.add(new NamedType(labels.get(i), parts.get(i)));
        }
        return new RecordType(fields);
    }

    private static WitType variant(List<String> labels, List<WitType> parts) {
        requireLabels(labels, "variant case", "variant type must have at least one case");
        List<VariantType.Case> cases = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            cases.add(new VariantType.Case(labels.get(i), parts.get(i)));
        }
        return new VariantType(cases);
    }

    private static void requireSendable(WitType payload, String what) {
        require(payload == null || !payload.containsBorrow(), what + " cannot contain a `borrow` type");
    }

    private static void requireKey(WitType key) {
        boolean valid =
                switch (key.kind()) {
                    case BOOL, S8, U8, S16, U16, S32, U32, S64, U64, CHAR, STRING -> true;
                    default -> false;
                };
        require(valid, "map keys cannot be of type " + key);
    }

    private static void requireLabels(List<String> labels, String what, String ifEmpty) {
        require(!labels.isEmpty(), ifEmpty);
        Set<String> names = new HashSet<>();
        labels.forEach(label -> requireLabel(label, names, what));
    }

    private static void requireLabel(String label, Set<String> names, String what) {
        require(!label.isEmpty(), what + " name cannot be empty");
        require(Label.isLabel(label), what + " name `" + label + "` is not in kebab case");
        require(
                names.add(label.toLowerCase(Locale.ROOT)),
                what + " name `" + label + "` conflicts with previous " + what + " name");
    }

    /** A resource type by its index. */
    ResourceType resource(int index) {
        if (scope.type(index) instanceof ResourceType resource) {
            return resource;
        }
        throw notA(index, "resource type");
    }

    /** A function type by its index. */
    WitFunctionType functionType(int index) {
        if (scope.type(index) instanceof WitFunctionType function) {
            return function;
        }
        throw notA(index, "function type");
    }

    /** The type of an import or export; resources that it introduces are left as they are. */
    ItemType item(ItemSyntax syntax) {
        int index = (int) syntax.index();
        return switch (syntax.sort()) {
            case CORE_MODULE -> {
                if (Scope.get(scope.coreTypes, index, "core type") instanceof CoreDefinedType.Module(var module)) {
                    yield module;
                }
                throw new InvalidException("core type index " + index + " is not a module type");
            }
            case FUNC -> functionType(index);
            case TYPE -> new TypeItem(scope.type(index));
            case VALUE ->
                new ValueItem(
                        syntax.valueType() == null
                                ? Scope.get(scope.values, index, "value").type
                                : resolve(syntax.valueType()));
            case COMPONENT -> {
                if (scope.type(index) instanceof ComponentType component) {
                    yield component;
                }
                throw notA(index, "component type");
            }
            case INSTANCE -> {
                if (scope.type(index) instanceof InstanceType instance) {
                    yield instance;
                }
                throw new InvalidException("type index " + index + " is not an instance type");
            }
            default -> throw new InvalidException("a " + syntax.sort().text() + " cannot be imported or exported");
        };
    }

    private static InvalidException notA(int index, String what) {
        return new InvalidException("type index " + Integer.toUnsignedString(index) + " is not a " + what);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new InvalidException(message);
        }
    }
}
