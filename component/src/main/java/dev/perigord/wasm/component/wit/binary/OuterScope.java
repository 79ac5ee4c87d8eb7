package dev.perigord.wasm.component.wit.binary;

import dev.perigord.wasm.component.name.InterfaceName;
import dev.perigord.wasm.component.syntax.Definition;
import dev.perigord.wasm.component.syntax.ItemSyntax;
import dev.perigord.wasm.component.syntax.NameSyntax;
import dev.perigord.wasm.component.syntax.Sort;
import dev.perigord.wasm.component.wit.WitException;
import dev.perigord.wasm.component.wit.model.TypeDefinition;
import dev.perigord.wasm.component.wit.model.WitInterface;
import java.util.HashMap;
import java.util.Map;

/** Where instances are imported and exported: the definitions of a component or component type, and what they have so far. */
public final class OuterScope {
    private final Declarations declarations;

    /** The instance that stands for each interface: the last import or export of it. */
    private final Map<InterfaceName, Integer> instances = new HashMap<>();

    private record Export(int instance, String name) {}

    private final Map<Export, Integer> aliases = new HashMap<>();

    /** A scope that has nothing yet. */
    public OuterScope(Declarations declarations) {
        this.declarations = declarations;
    }

    /** The definitions. */
    public Declarations declarations() {
        return declarations;
    }

    /** From now on an instance stands for an interface. */
    public void instance(InterfaceName name, int index) {
        instances.put(name, index);
    }

    /**
     * The index of an interface's type, as an alias of its instance.
     *
     * @throws WitException if there is no instance of the interface so far, as in worlds of a binary that contradict each
     *     other
     */
    public int typeOf(InterfaceName from, String name) {
        Integer instance = instances.get(from);
        if (instance == null) {
            throw new WitException(
                    "type `" + name + "` of `" + from + "` is used before a world imports or exports the interface");
        }
        return aliases.computeIfAbsent(
                new Export(instance, name),
                export -> declarations.add(
                        Sort.TYPE, new Definition.ExportAlias(Sort.TYPE, export.instance, export.name)));
    }

    /** Defines the type of an interface's instances. */
    public int instanceType(WitInterface contents) {
        return declarations.instanceType(inner -> {
            TypeEncoder types = new InstanceTypes(inner, contents.types());
            contents.types().keySet().forEach(types::type);
            contents.functions().values().forEach(function -> {
                NameSyntax name = Names.withExternalId(function.name(), function.externalId());
                inner.exportItem(name, Sort.FUNC, types.function(function));
            });
        });
    }

    /** Types inside of an instance type: named ones are exported, those of other interfaces are aliases of outer types. */
    private final class InstanceTypes extends TypeEncoder {
        InstanceTypes(Declarations inner, Map<String, TypeDefinition> scope) {
            super(inner, scope);
        }

        @Override
        protected int name(TypeDefinition definition, int index) {
            NameSyntax name = Names.withExternalId(definition.name(), definition.externalId());
            return declarations().exportItem(name, Sort.TYPE, index);
        }

        @Override
        protected int resource(TypeDefinition definition) {
            return name(definition, (int) ItemSyntax.FRESH_RESOURCE);
        }

        @Override
        protected int use(InterfaceName from, String name) {
            int outer = typeOf(from, name);
            return declarations().add(Sort.TYPE, new Definition.OuterAlias(Sort.TYPE, 1, outer));
        }
    }

    /** The types that a world imports itself. */
    public TypeEncoder worldTypes(Map<String, TypeDefinition> scope) {
        return new TypeEncoder(declarations, scope) {
            @Override
            protected int name(TypeDefinition definition, int index) {
                NameSyntax name = Names.withExternalId(definition.name(), definition.externalId());
                return declarations().importItem(name, Sort.TYPE, index);
            }

            @Override
            protected int resource(TypeDefinition definition) {
                return name(definition, (int) ItemSyntax.FRESH_RESOURCE);
            }

            @Override
            protected int use(InterfaceName from, String name) {
                return typeOf(from, name);
            }
        };
    }
}
