package dev.perigord.wasm.component.printer;

import dev.perigord.wasm.component.syntax.Canon;
import dev.perigord.wasm.component.syntax.CoreTypeSyntax;
import dev.perigord.wasm.component.syntax.Definition;
import dev.perigord.wasm.component.syntax.Located;
import dev.perigord.wasm.component.syntax.Sort;
import dev.perigord.wasm.printer.Identifiers;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the text calls the definitions of a component: by identifier where there is one, else by index. */
final class IndexNames {
    private final Map<Sort, Identifiers> identifiers = new EnumMap<>(Sort.class);
    private final Map<Sort, Integer> defined = new EnumMap<>(Sort.class);
    private final Map<Sort, SortedMap<Integer, String>> kept = new EnumMap<>(Sort.class);

    /** The names of definitions that are still to be printed. */
    IndexNames(List<Located> definitions, Map<Sort, SortedMap<Integer, String>> names) {
        Map<Sort, Integer> sizes = new EnumMap<>(Sort.class);
        definitions.forEach(located -> {
            Sort sort = sort(located.definition());
            sizes.merge(sort, count(located.definition()), Integer::sum);
        });
        names.forEach((sort, map) -> {
            int size = sizes.getOrDefault(sort, 0);
            Identifiers found = Identifiers.of(map, size);
            identifiers.put(sort, found);
            SortedMap<Integer, String> here = new TreeMap<>(map.headMap(size));
            if (hasNameInside(sort)) {
                here.keySet().removeIf(index -> found.identifier(index) == null);
            }
            if (!here.isEmpty()) {
                kept.put(sort, here);
            }
        });
    }

    /** The index spaces of a type, in which nothing has a name. */
    static IndexNames ofType() {
        return new IndexNames(List.of(), Map.of());
    }

    /** The names that the text will have. */
    Map<Sort, SortedMap<Integer, String>> kept() {
        return kept;
    }

    /** What stands for an index that was defined before. */
    String use(Sort sort, int index) {
        boolean known = Integer.compareUnsigned(index, defined.getOrDefault(sort, 0)) < 0;
        return known ? of(sort).use(index) : Integer.toUnsignedString(index);
    }

    /** What follows the keyword of the next definition of a sort: a space and its name, or nothing. */
    String define(Sort sort) {
        String name = next(sort);
        defined.merge(sort, 1, Integer::sum);
        return name;
    }

    /** The same, without defining it yet. */
    String next(Sort sort) {
        int index = defined.getOrDefault(sort, 0);
        String identifier = of(sort).identifier(index);
        if (!hasNameInside(sort)) {
            return of(sort).define(index);
        }
        return identifier == null ? "" : " " + identifier;
    }

    private Identifiers of(Sort sort) {
        return identifiers.getOrDefault(sort, Identifiers.NONE);
    }

    /** Annotations in modules and components give them the names that they have for themselves. */
    private static boolean hasNameInside(Sort sort) {
        return sort == Sort.CORE_MODULE || sort == Sort.COMPONENT;
    }

    /** The index space to which a definition adds. */
    private static Sort sort(Definition definition) {
        return switch (definition) {
            case Definition.CoreModule _ -> Sort.CORE_MODULE;
            case Definition.CoreInstantiate _, Definition.CoreInlineInstance _ -> Sort.CORE_INSTANCE;
            case Definition.CoreType _ -> Sort.CORE_TYPE;
            case Definition.NestedComponent _ -> Sort.COMPONENT;
            case Definition.Instantiate _, Definition.InlineInstance _ -> Sort.INSTANCE;
            case Definition.ExportAlias alias -> alias.sort();
            case Definition.CoreExportAlias alias -> alias.sort();
            case Definition.OuterAlias alias -> alias.sort();
            case Definition.Type _ -> Sort.TYPE;
            case Definition.Canonical(Canon.Lift _) -> Sort.FUNC;
            case Definition.Canonical _ -> Sort.CORE_FUNC;
            case Definition.Start _, Definition.Value _ -> Sort.VALUE;
            case Definition.Import item -> item.type().sort();
            case Definition.Export export -> export.item().sort();
            case Definition.ExportDeclaration export -> export.type().sort();
        };
    }

    /** How many entries it adds. */
    private static int count(Definition definition) {
        return switch (definition) {
            case Definition.CoreType(CoreTypeSyntax.Group(var types)) -> types.size();
            case Definition.Start start -> start.results();
            default -> 1;
        };
    }
}
