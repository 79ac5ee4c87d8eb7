package dev.perigord.wasm.component.wrapping;

import dev.perigord.wasm.component.binary.ComponentWriter;
import dev.perigord.wasm.component.name.InterfaceName;
import dev.perigord.wasm.component.syntax.Definition;
import dev.perigord.wasm.component.syntax.ItemSyntax;
import dev.perigord.wasm.component.syntax.Sort;
import dev.perigord.wasm.component.syntax.SortIndex;
import dev.perigord.wasm.component.wit.binary.Declarations;
import dev.perigord.wasm.component.wit.binary.Names;
import dev.perigord.wasm.component.wit.binary.OuterScope;
import dev.perigord.wasm.component.wit.binary.TypeEncoder;
import dev.perigord.wasm.component.wit.model.Packages;
import dev.perigord.wasm.component.wit.model.TypeBody;
import dev.perigord.wasm.component.wit.model.TypeDefinition;
import dev.perigord.wasm.component.wit.model.WitFunction;
import dev.perigord.wasm.component.wit.model.WitInterface;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An instance with an interface's types and functions. Functions can be exported with the interface's own names of types
 * only where those are exported, so a nested component takes types and functions and exports them anew.
 */
final class InterfaceExport {
    private final Packages packages;
    private final OuterScope outer;
    private final TypeEncoder outerTypes;
    private final WitInterface contents;

    private final ComponentWriter writer = new ComponentWriter();
    private final Declarations inner = new Declarations(writer::definition);
    private final List<Definition.Argument> arguments = new ArrayList<>();
    private final Set<String> importNames = new HashSet<>();
    private final Map<InterfaceName, ImportedTypes> foreign = new HashMap<>();

    /**
     * An export.
     *
     * @param outerTypes the interface's types in the component that exports it
     */
    InterfaceExport(Packages packages, OuterScope outer, TypeEncoder outerTypes, WitInterface contents) {
        this.packages = packages;
        this.outer = outer;
        this.outerTypes = outerTypes;
        this.contents = contents;
    }

    /** Writes the nested component and instantiates it; gives the instance. */
    int write(ComponentWriter component, Map<WitFunction, Integer> lifted) {
        ImportedTypes own = new ImportedTypes(contents.types(), outerTypes::type);
        contents.types().values().stream()
                .filter(type -> type.body() instanceof TypeBody.Use)
                .forEach(type -> own.type(type.name()));
        contents.types().values().stream()
                .filter(type -> type.body() instanceof TypeBody.Resource)
                .forEach(type -> own.type(type.name()));
        Map<WitFunction, Integer> imported = new HashMap<>();
        lifted.forEach((function, index) -> {
            String name = importName(function);
            imported.put(function, inner.importItem(Names.plain(name), Sort.FUNC, own.function(function)));
            arguments.add(new Definition.Argument(name, new SortIndex(Sort.FUNC, index)));
        });
        ExportedTypes exported = new ExportedTypes(own);
        contents.types().keySet().forEach(exported::type);
        lifted.keySet().forEach(function -> {
            ItemSyntax type = new ItemSyntax(Sort.FUNC, exported.function(function));
            inner.add(
                    Sort.FUNC,
                    new Definition.Export(
                            Names.withExternalId(function.name(), function.externalId()),
                            new SortIndex(Sort.FUNC, imported.get(function)),
                            type));
        });
        component.component(writer.finish(null, Map.of()));
        int index = outer.declarations().take(Sort.COMPONENT);
        return outer.declarations().add(Sort.INSTANCE, new Definition.Instantiate(index, arguments));
    }

    private static String importName(WitFunction function) {
        return switch (function.kind()) {
            case FREESTANDING -> "import-func-" + function.label();
            case METHOD -> "import-method-" + function.resource() + "-" + function.label();
            case STATIC -> "import-static-" + function.resource() + "-" + function.label();
            case CONSTRUCTOR -> "import-constructor-" + function.resource();
        };
    }

    /** Imports a type under a name that nothing else has, and says what it is in the outer component. */
    private int importType(String name, long bound, int outerIndex) {
        String plain = "import-type-" + name;
        String unique = plain;
        for (int i = 0; !importNames.add(unique); i++) {
            unique = plain + i;
        }
        arguments.add(new Definition.Argument(unique, new SortIndex(Sort.TYPE, outerIndex)));
        return inner.importItem(Names.plain(unique), Sort.TYPE, bound);
    }

    private int foreignType(InterfaceName from, String name) {
        ImportedTypes types = foreign.computeIfAbsent(
                from, _ -> new ImportedTypes(packages.interfaceOf(from).types(), other -> outer.typeOf(from, other)));
        return types.type(name);
    }

    private interface OuterIndex {
        int of(String name);
    }

    /** Types of an interface that the nested component takes from the outer one. */
    private final class ImportedTypes extends TypeEncoder {
        private final OuterIndex outerIndex;

        ImportedTypes(Map<String, TypeDefinition> names, OuterIndex outerIndex) {
            super(inner, names);
            this.outerIndex = outerIndex;
        }

        @Override
        protected int name(TypeDefinition definition, int index) {
            /* A type of another interface has been imported as such. */
            return definition.body() instanceof TypeBody.Use
                    ? index
                    : importType(definition.name(), index, outerIndex.of(definition.name()));
        }

        @Override
        protected int resource(TypeDefinition definition) {
            return importType(definition.name(), ItemSyntax.FRESH_RESOURCE, outerIndex.of(definition.name()));
        }

        @Override
        protected int use(InterfaceName from, String name) {
            return foreignType(from, name);
        }
    }

    /** The interface's types as the nested component exports them. */
    private final class ExportedTypes extends TypeEncoder {
        private final ImportedTypes imported;

        ExportedTypes(ImportedTypes imported) {
            super(inner, contents.types());
            this.imported = imported;
        }

        @Override
        protected int name(TypeDefinition definition, int index) {
            return inner.add(
                    Sort.TYPE,
                    new Definition.Export(
                            Names.withExternalId(definition.name(), definition.externalId()),
                            new SortIndex(Sort.TYPE, index),
                            null));
        }

        @Override
        protected int resource(TypeDefinition definition) {
            return name(definition, imported.type(definition.name()));
        }

        @Override
        protected int use(InterfaceName from, String name) {
            return foreignType(from, name);
        }
    }
}
