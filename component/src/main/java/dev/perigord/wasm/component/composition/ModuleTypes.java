package dev.perigord.wasm.component.composition;

import dev.perigord.wasm.component.syntax.CoreTypeSyntax;
import dev.perigord.wasm.component.type.CoreModuleType;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.HeapType;
import dev.perigord.wasm.module.RecursionGroup;
import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.module.TypeDefinition;
import dev.perigord.wasm.module.TypeIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Writes the type of a core module, with the types of functions that it needs in front (Binary.md {@code core:moduletype}). */
final class ModuleTypes {
    private final List<CoreTypeSyntax.Declaration> declarations = new ArrayList<>();
    private final Map<DefinedType, Integer> indices = new HashMap<>();

    private ModuleTypes() {}

    static CoreTypeSyntax of(CoreModuleType type) {
        ModuleTypes types = new ModuleTypes();
        for (CoreModuleType.Import each : type.imports()) {
            CoreTypeSyntax.Item item = types.item(each.type());
            types.declarations.add(new CoreTypeSyntax.Declaration.Import(each.module(), each.name(), item));
        }
        for (CoreModuleType.Export each : type.exports()) {
            CoreTypeSyntax.Item item = types.item(each.type());
            types.declarations.add(new CoreTypeSyntax.Declaration.Export(each.name(), item));
        }
        return new CoreTypeSyntax.Module(types.declarations);
    }

    private CoreTypeSyntax.Item item(ExternType type) {
        return switch (type) {
            case ExternType.Function function -> new CoreTypeSyntax.Item.Function(index(function.type()));
            case ExternType.Tag tag -> new CoreTypeSyntax.Item.Tag(index(tag.type()));
            case ExternType.Table(var element, var limits, var addresses) ->
                new CoreTypeSyntax.Item.Direct(new ExternType.Table(
                        (ReferenceType) RecursionGroup.map(element, this::reference), limits, addresses));
            case ExternType.Global(var value, boolean mutable) ->
                new CoreTypeSyntax.Item.Direct(
                        new ExternType.Global(RecursionGroup.map(value, this::reference), mutable));
            case ExternType.Memory memory -> new CoreTypeSyntax.Item.Direct(memory);
        };
    }

    /** A type as an index of the module type. */
    private HeapType reference(HeapType type) {
        return type instanceof DefinedType defined ? new TypeIndex(index(defined)) : type;
    }

    private int index(DefinedType type) {
        if (!indices.containsKey(type)) {
            define(type.group().types());
        }
        return indices.get(type);
    }

    /** Defines the types of a recursion group after those of other groups that they use. */
    private void define(List<DefinedType> group) {
        for (DefinedType type : group) {
            describe(type, used -> {
                if (used instanceof DefinedType other && !group.contains(other)) {
                    index(other);
                }
                return used;
            });
        }
        int first = indices.size();
        for (int i = 0; i < group.size(); i++) {
            indices.put(group.get(i), first + i);
        }
        List<TypeDefinition> definitions =
                group.stream().map(type -> describe(type, this::reference)).toList();
        declarations.add(new CoreTypeSyntax.Declaration.Type(new CoreTypeSyntax.Group(definitions)));
    }

    private static TypeDefinition describe(DefinedType type, UnaryOperator<HeapType> change) {
        return new TypeDefinition(
                type.isFinal(),
                index(type.supertype(), change),
                RecursionGroup.map(type.composite(), change),
                index(type.describes(), change),
                index(type.descriptor(), change));
    }

    private static int index(DefinedType type, UnaryOperator<HeapType> change) {
        return type != null && change.apply(type) instanceof TypeIndex(int index) ? index : -1;
    }
}
