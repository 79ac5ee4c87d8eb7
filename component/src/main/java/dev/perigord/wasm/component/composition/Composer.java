package dev.perigord.wasm.component.composition;

import dev.perigord.wasm.component.binary.ComponentWriter;
import dev.perigord.wasm.component.composition.Composition.Part;
import dev.perigord.wasm.component.composition.Composition.Source;
import dev.perigord.wasm.component.composition.RemainingImports.Remaining;
import dev.perigord.wasm.component.runtime.WasmComponent;
import dev.perigord.wasm.component.syntax.Definition;
import dev.perigord.wasm.component.syntax.ItemSyntax;
import dev.perigord.wasm.component.syntax.NameSyntax;
import dev.perigord.wasm.component.syntax.Sort;
import dev.perigord.wasm.component.syntax.SortIndex;
import dev.perigord.wasm.component.type.ComponentType;
import dev.perigord.wasm.component.type.CoreModuleType;
import dev.perigord.wasm.component.type.InstanceType;
import dev.perigord.wasm.component.type.ItemType;
import dev.perigord.wasm.component.type.TypeItem;
import dev.perigord.wasm.component.type.ValueItem;
import dev.perigord.wasm.component.type.WitFunctionType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes a composition: the imports that remain, the components, each once, their instances in the order of their needs,
 * and the exports.
 */
public final class Composer {
    private final ComponentWriter writer = new ComponentWriter();
    private final Map<Sort, Integer> counts = new EnumMap<>(Sort.class);
    private final Map<Sort, SortedMap<Integer, String>> names = new EnumMap<>(Sort.class);
    private final TypeScope types = new TypeScope(null, this::define);
    private final Map<Remaining, SortIndex> imports = new HashMap<>();
    private final Map<WasmComponent, Integer> components = new HashMap<>();
    private final Map<Part, Integer> instances = new HashMap<>();
    private final Map<Source, SortIndex> aliases = new HashMap<>();

    private Composer() {}

    /**
     * The composed component in the binary format. What the wiring says of types is not checked; validating the result
     * does.
     *
     * @throws CompositionException if instances need each other, or an import that remains cannot be one of the result
     */
    public static byte[] compose(Composition composition) {
        return new Composer().run(composition);
    }

    private byte[] run(Composition composition) {
        Set<Part> parts = inOrder(composition);
        RemainingImports remaining = new RemainingImports(parts);
        remaining.inOrder().forEach(this::importItem);
        parts.forEach(part -> instantiate(part, remaining));
        composition.exports().forEach((name, source) -> {
            SortIndex item = item(source, source.part().exports().get(source.export()));
            define(new Definition.Export(new NameSyntax(name, List.of()), item, null));
            added(item.sort());
        });
        return writer.finish(null, names);
    }

    private static Set<Part> inOrder(Composition composition) {
        Set<Part> ordered = new LinkedHashSet<>();
        composition.parts().forEach(part -> visit(part, ordered, new ArrayDeque<>()));
        return ordered;
    }

    private static void visit(Part part, Set<Part> ordered, Deque<Part> open) {
        if (ordered.contains(part)) {
            return;
        }
        if (open.contains(part)) {
            List<String> cycle = new ArrayList<>();
            open.stream().dropWhile(other -> other != part).forEach(other -> cycle.add(other.name()));
            cycle.add(part.name());
            throw new CompositionException("instances need each other: " + String.join(" needs ", cycle));
        }
        open.addLast(part);
        part.arguments().values().forEach(source -> visit(source.part(), ordered, open));
        open.removeLast();
        ordered.add(part);
    }

    private void define(Definition definition) {
        writer.definition(definition);
    }

    /** The index of the entry that the last definition added to an index space. */
    private int added(Sort sort) {
        return sort == Sort.TYPE ? types.named(List.of()) : counts.merge(sort, 1, Integer::sum) - 1;
    }

    private void name(Sort sort, int index, String name) {
        names.computeIfAbsent(sort, _ -> new TreeMap<>()).put(index, name);
    }

    private void importItem(Remaining remaining) {
        try {
            ItemSyntax type = types.item(remaining.types());
            define(new Definition.Import(new NameSyntax(remaining.name(), List.of()), type));
            if (type.sort() == Sort.TYPE) {
                imports.put(remaining, new SortIndex(Sort.TYPE, types.named(remaining.types())));
                return;
            }
            int index = added(type.sort());
            imports.put(remaining, new SortIndex(type.sort(), index));
            if (type.sort() == Sort.INSTANCE) {
                TypeScope.exports(remaining.types()).forEach((name, items) -> {
                    if (items.getFirst() instanceof TypeItem) {
                        types.exported(items, index, name);
                    }
                });
            }
        } catch (CompositionException e) {
            throw new CompositionException("import `" + remaining.name() + "`: " + e.getMessage());
        }
    }

    private void instantiate(Part part, RemainingImports remaining) {
        int component = components.computeIfAbsent(part.component(), given -> {
            writer.component(given.binary());
            return added(Sort.COMPONENT);
        });
        List<Definition.Argument> arguments = new ArrayList<>();
        part.imports().forEach((name, type) -> {
            Source source = part.arguments().get(name);
            arguments.add(new Definition.Argument(
                    name, source == null ? imports.get(remaining.of(name)) : item(source, type)));
        });
        define(new Definition.Instantiate(component, arguments));
        int index = added(Sort.INSTANCE);
        instances.put(part, index);
        name(Sort.INSTANCE, index, part.name());
    }

    /** What a source is in the result, as something of a sort. */
    private SortIndex item(Source source, ItemType type) {
        if (source.export() == null) {
            return new SortIndex(Sort.INSTANCE, instances.get(source.part()));
        }
        return aliases.computeIfAbsent(source, _ -> {
            Sort sort = sort(source.part().exports().getOrDefault(source.export(), type));
            define(new Definition.ExportAlias(sort, instances.get(source.part()), source.export()));
            return new SortIndex(sort, added(sort));
        });
    }

    private static Sort sort(ItemType type) {
        return switch (type) {
            case CoreModuleType _ -> Sort.CORE_MODULE;
            case WitFunctionType _ -> Sort.FUNC;
            case InstanceType _ -> Sort.INSTANCE;
            case ComponentType _ -> Sort.COMPONENT;
            case TypeItem _ -> Sort.TYPE;
            case ValueItem _ -> Sort.VALUE;
        };
    }
}
