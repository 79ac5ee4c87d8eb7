package dev.perigord.wasm.component.composition;

import dev.perigord.wasm.component.syntax.Definition;
import dev.perigord.wasm.component.syntax.ItemSyntax;
import dev.perigord.wasm.component.syntax.LabelledType;
import dev.perigord.wasm.component.syntax.Located;
import dev.perigord.wasm.component.syntax.NameSyntax;
import dev.perigord.wasm.component.syntax.Sort;
import dev.perigord.wasm.component.syntax.TypeReference;
import dev.perigord.wasm.component.syntax.TypeSyntax;
import dev.perigord.wasm.component.type.ComponentType;
import dev.perigord.wasm.component.type.CoreModuleType;
import dev.perigord.wasm.component.type.DefinedType;
import dev.perigord.wasm.component.type.EnumType;
import dev.perigord.wasm.component.type.FixedListType;
import dev.perigord.wasm.component.type.FlagsType;
import dev.perigord.wasm.component.type.HandleType;
import dev.perigord.wasm.component.type.InstanceType;
import dev.perigord.wasm.component.type.ItemType;
import dev.perigord.wasm.component.type.NamedType;
import dev.perigord.wasm.component.type.PrimitiveType;
import dev.perigord.wasm.component.type.RecordType;
import dev.perigord.wasm.component.type.ResourceType;
import dev.perigord.wasm.component.type.TypeItem;
import dev.perigord.wasm.component.type.TypeMatcher;
import dev.perigord.wasm.component.type.VariantType;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.module.InvalidException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Defines types anew: those of a component or instance type whose definitions go to {@code out}. Types that have a name
 * already, here or further out, are referred to by it.
 */
final class TypeScope {
    private final TypeScope outer;
    private final Consumer<Definition> out;

    /** Types by their objects; resource types by their origins as well, which stand for all aliases that have no name of their own. */
    private final IdentityHashMap<DefinedType, Integer> indices = new IdentityHashMap<>();

    /** Types that instances here export and that have no index yet. */
    private final IdentityHashMap<DefinedType, Exported> exported = new IdentityHashMap<>();

    private int count;
    private int coreTypes;
    private int instances;

    private record Exported(int instance, String name) {}

    TypeScope(TypeScope outer, Consumer<Definition> out) {
        this.outer = outer;
        this.out = out;
    }

    /**
     * Defines what an import or export needs for its type.
     *
     * @param types its type as each component has it that imports it; an instance has the exports of all of them
     */
    ItemSyntax item(List<ItemType> types) {
        return switch (types.getFirst()) {
            case WitFunctionType function -> new ItemSyntax(Sort.FUNC, function(function));
            case InstanceType _ -> new ItemSyntax(Sort.INSTANCE, instance(exports(types)));
            case TypeItem(ResourceType _) -> {
                Integer known = types.stream()
                        .map(type -> find(((TypeItem) type).type()))
                        .filter(index -> index != null)
                        .findFirst()
                        .orElse(null);
                yield new ItemSyntax(Sort.TYPE, known == null ? ItemSyntax.FRESH_RESOURCE : known);
            }
            case TypeItem(WitType value) -> new ItemSyntax(Sort.TYPE, value(value));
            case CoreModuleType _ -> new ItemSyntax(Sort.CORE_MODULE, module((CoreModuleType) narrowest(types)));
            case ComponentType _ -> new ItemSyntax(Sort.COMPONENT, component((ComponentType) narrowest(types)));
            case ItemType other ->
                throw new CompositionException("an import of sort " + other.sort() + " must be satisfied");
        };
    }

    /** From now on the types are the next entry of the index space; the result is its index. */
    int named(List<ItemType> types) {
        for (ItemType type : types) {
            DefinedType defined = ((TypeItem) type).type();
            indices.put(defined, count);
            indices.putIfAbsent(origin(defined), count);
        }
        return count++;
    }

    /** From now on the types are what an instance of this scope exports. */
    private void exported(List<ItemType> types, int instance, String name) {
        for (ItemType type : types) {
            DefinedType defined = ((TypeItem) type).type();
            exported.putIfAbsent(defined, new Exported(instance, name));
            exported.putIfAbsent(origin(defined), new Exported(instance, name));
        }
    }

    /** The exports of instance types by name, each as every type has it that has it at all. */
    static Map<String, List<ItemType>> exports(List<ItemType> types) {
        Map<String, List<ItemType>> merged = new LinkedHashMap<>();
        for (ItemType type : types) {
            if (!(type instanceof InstanceType instance)) {
                throw new CompositionException("an import is of sort " + type.sort() + " and of sort "
                        + types.getFirst().sort());
            }
            instance.exports().forEach((name, item) -> merged.computeIfAbsent(name, _ -> new ArrayList<>())
                    .add(item));
        }
        return merged;
    }

    private static DefinedType origin(DefinedType type) {
        return type instanceof ResourceType resource ? resource.origin() : type;
    }

    private int define(TypeSyntax type) {
        out.accept(new Definition.Type(type));
        return count++;
    }

    /** The index of a type that has a name here or further out, or null. */
    private Integer find(DefinedType type) {
        DefinedType origin = origin(type);
        Integer known = indices.getOrDefault(type, indices.get(origin));
        if (known != null) {
            return known;
        }
        Exported export = exported.getOrDefault(type, exported.get(origin));
        Integer outside = export != null || outer == null ? null : outer.find(type);
        if (export == null && outside == null) {
            return null;
        }
        out.accept(
                export != null
                        ? new Definition.ExportAlias(Sort.TYPE, export.instance(), export.name())
                        : new Definition.OuterAlias(Sort.TYPE, 1, outside));
        indices.put(type, count);
        indices.putIfAbsent(origin, count);
        return count++;
    }

    private int function(WitFunctionType type) {
        List<LabelledType> parameters = new ArrayList<>();
        for (NamedType parameter : type.parameters()) {
            parameters.add(new LabelledType(parameter.name(), reference(parameter.type())));
        }
        return define(new TypeSyntax.Function(parameters, reference(type.result()), type.async()));
    }

    private int instance(Map<String, List<ItemType>> exports) {
        List<Located> declarations = new ArrayList<>();
        TypeScope inner = new TypeScope(this, definition -> declarations.add(new Located(0, definition)));
        exports.forEach((name, types) -> inner.declare(name, types, Definition.ExportDeclaration::new));
        return define(new TypeSyntax.Instance(declarations));
    }

    /** The one of several types that is a subtype of all others. */
    private static ItemType narrowest(List<ItemType> types) {
        return types.stream()
                .filter(type -> types.stream().allMatch(other -> fits(type, other)))
                .findFirst()
                .orElseThrow(() -> new CompositionException("it is needed with types that exclude each other"));
    }

    private static boolean fits(ItemType type, ItemType wanted) {
        try {
            new TypeMatcher(List.of()).match(type, wanted);
            return true;
        } catch (InvalidException _) {
            return false;
        }
    }

    private int module(CoreModuleType type) {
        out.accept(new Definition.CoreType(ModuleTypes.of(type)));
        return coreTypes++;
    }

    private int component(ComponentType type) {
        List<Located> declarations = new ArrayList<>();
        TypeScope inner = new TypeScope(this, definition -> declarations.add(new Located(0, definition)));
        type.imports().forEach((name, item) -> inner.declare(name, List.of(item), Definition.Import::new));
        type.exports().forEach((name, item) -> inner.declare(name, List.of(item), Definition.ExportDeclaration::new));
        return define(new TypeSyntax.Component(declarations));
    }

    /** Adds an import or export, and makes known the types that it brings in. */
    private void declare(
            String name, List<ItemType> types, BiFunction<NameSyntax, ItemSyntax, Definition> declaration) {
        ItemSyntax type = item(types);
        out.accept(declaration.apply(new NameSyntax(name, List.of()), type));
        if (type.sort() == Sort.TYPE) {
            named(types);
        } else if (type.sort() == Sort.INSTANCE) {
            exported(types, instances++);
        }
    }

    /** From now on the types that instance types export are what an instance of this scope exports. */
    void exported(List<ItemType> instanceTypes, int instance) {
        exports(instanceTypes).forEach((name, items) -> {
            if (items.getFirst() instanceof TypeItem) {
                exported(items, instance, name);
            }
        });
    }

    private TypeReference reference(WitType type) {
        return switch (type) {
            case null -> null;
            case PrimitiveType primitive -> new TypeReference.Primitive(primitive.kind());
            default -> new TypeReference.Index(value(type));
        };
    }

    private int value(WitType type) {
        Integer known = find(type);
        if (known != null) {
            return known;
        }
        List<TypeReference> parts = new ArrayList<>();
        type.parts().forEach(part -> parts.add(reference(part)));
        int index = define(new TypeSyntax.Value(type.kind(), labels(type), parts, number(type)));
        indices.put(type, index);
        return index;
    }

    private static List<String> labels(WitType type) {
        return switch (type) {
            case RecordType record ->
                record.fields().stream().map(NamedType::name).toList();
            case VariantType variant ->
                variant.cases().stream().map(VariantType.Case::name).toList();
            case EnumType enumeration -> enumeration.names();
            case FlagsType flags -> flags.names();
            default -> List.of();
        };
    }

    private int number(WitType type) {
        return switch (type) {
            case FixedListType list -> list.length();
            case HandleType handle -> {
                Integer resource = find(handle.resource());
                if (resource == null) {
                    throw new CompositionException(
                            "resource " + handle.resource() + " is used by an import that remains, but defined inside");
                }
                yield resource;
            }
            default -> 0;
        };
    }
}
