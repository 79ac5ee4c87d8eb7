package dev.perigord.wasm.component.wit.binary;

import dev.perigord.wasm.component.syntax.Canon;
import dev.perigord.wasm.component.syntax.Definition;
import dev.perigord.wasm.component.syntax.ItemSyntax;
import dev.perigord.wasm.component.syntax.Located;
import dev.perigord.wasm.component.syntax.NameSyntax;
import dev.perigord.wasm.component.syntax.Sort;
import dev.perigord.wasm.component.syntax.SortIndex;
import dev.perigord.wasm.component.syntax.TypeSyntax;
import dev.perigord.wasm.component.wit.WitException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The index spaces of a component or type while its definitions are read one after the other. A component that is
 * instantiated is read anew with what it is given, so that its exports tell where their types come from.
 */
final class DecodedScope {
    private static final int MAX_DEPTH = 100;

    /** How many definitions are read at most, those of a component each time that it is instantiated. */
    private static final int MAX_DEFINITIONS = 1_000_000;

    private final DecodedScope parent;
    private final int depth;
    private final AtomicInteger definitions;
    private final Map<String, DecodedItem> arguments;
    private final Map<Sort, List<DecodedItem>> items = new EnumMap<>(Sort.class);
    private final Map<String, DecodedItem.Named> imports = new LinkedHashMap<>();
    private final Map<String, DecodedItem.Named> exports = new LinkedHashMap<>();

    private DecodedScope(DecodedScope parent, Map<String, DecodedItem> arguments) {
        this.parent = parent;
        this.depth = parent == null ? 0 : parent.depth + 1;
        this.definitions = parent == null ? new AtomicInteger() : parent.definitions;
        this.arguments = arguments;
        if (depth > MAX_DEPTH) {
            throw new WitException("components are nested too deeply");
        }
    }

    /** Reads the definitions of a component or type with nothing given for its imports. */
    static DecodedScope read(List<Located> definitions, DecodedScope parent) {
        return read(definitions, parent, Map.of());
    }

    private static DecodedScope read(
            List<Located> definitions, DecodedScope parent, Map<String, DecodedItem> arguments) {
        DecodedScope scope = new DecodedScope(parent, arguments);
        definitions.forEach(located -> scope.read(located.definition()));
        return scope;
    }

    Map<String, DecodedItem.Named> imports() {
        return imports;
    }

    Map<String, DecodedItem.Named> exports() {
        return exports;
    }

    /** The type of an index. */
    TypeNode type(long index) {
        return get(Sort.TYPE, index) instanceof DecodedItem.Type(var node) ? node : null;
    }

    private DecodedItem get(Sort sort, long index) {
        List<DecodedItem> space = items.getOrDefault(sort, List.of());
        if (index < 0 || index >= space.size()) {
            throw new WitException("malformed component: unknown " + sort.text() + " " + index);
        }
        return space.get((int) index);
    }

    private void add(Sort sort, DecodedItem item) {
        items.computeIfAbsent(sort, _ -> new ArrayList<>()).add(item);
    }

    private void read(Definition definition) {
        if (definitions.incrementAndGet() > MAX_DEFINITIONS) {
            throw new WitException("its instances have more than " + MAX_DEFINITIONS + " definitions");
        }
        switch (definition) {
            case Definition.Type(var type) -> add(Sort.TYPE, new DecodedItem.Type(TypeNode.defined(type, this)));
            case Definition.Import(var name, var type) -> importItem(name, type);
            case Definition.ExportDeclaration(var name, var type) -> {
                DecodedItem item = declared(type);
                add(type.sort(), item);
                exports.put(name.name(), new DecodedItem.Named(name, item));
            }
            case Definition.Export(var name, var item, var ascribed) -> export(name, item, ascribed);
            case Definition.ExportAlias(var sort, int instance, var name) -> add(sort, instance(instance, name));
            case Definition.OuterAlias(var sort, int count, int index)
            when !sort.isCore() -> add(sort, outer(count).get(sort, index));
            case Definition.Canonical(Canon.Lift(var _, var _, int type)) ->
                add(Sort.FUNC, new DecodedItem.Function(type(type)));
            case Definition.NestedComponent(var component) ->
                add(Sort.COMPONENT, new DecodedItem.Component(component.definitions(), this));
            case Definition.Instantiate(int component, var arguments) -> instantiate(component, arguments);
            case Definition.InlineInstance(var exported) -> {
                Map<String, DecodedItem.Named> members = new LinkedHashMap<>();
                exported.forEach(each -> members.put(
                        each.name().name(),
                        new DecodedItem.Named(
                                each.name(), get(each.item().sort(), each.item().index()))));
                add(Sort.INSTANCE, new DecodedItem.Instance(members));
            }
            case Definition.Value _ -> add(Sort.VALUE, new DecodedItem.Other());
            case Definition.Start start -> {
                for (int i = 0; i < start.results(); i++) {
                    add(Sort.VALUE, new DecodedItem.Other());
                }
            }
            case Definition.CoreModule _ -> add(Sort.CORE_MODULE, new DecodedItem.Other());
            /* What else there is concerns core modules. */
            default -> {}
        }
    }

    private DecodedScope outer(int count) {
        DecodedScope scope = this;
        for (int i = 0; i < count && scope != null; i++) {
            scope = scope.parent;
        }
        if (scope == null) {
            throw new WitException("malformed component: no scope " + count + " scopes outwards");
        }
        return scope;
    }

    private DecodedItem instance(int index, String name) {
        if (get(Sort.INSTANCE, index) instanceof DecodedItem.Instance(var members) && members.containsKey(name)) {
            return members.get(name).item();
        }
        throw new WitException("malformed component: instance " + index + " has no export `" + name + "`");
    }

    private void importItem(NameSyntax name, ItemSyntax type) {
        DecodedItem given = arguments.get(name.name());
        DecodedItem item = given == null ? declared(type) : given;
        add(type.sort(), item);
        imports.put(name.name(), new DecodedItem.Named(name, item));
    }

    /** A fresh item of a type. */
    private DecodedItem declared(ItemSyntax type) {
        if (type.sort() == Sort.CORE_MODULE || type.sort() == Sort.VALUE) {
            return new DecodedItem.Other();
        }
        if (type.index() == ItemSyntax.FRESH_RESOURCE) {
            return new DecodedItem.Type(TypeNode.resource());
        }
        TypeNode node = type(type.index());
        return switch (type.sort()) {
            case TYPE -> new DecodedItem.Type(node.alias());
            case FUNC -> new DecodedItem.Function(node);
            case INSTANCE -> {
                if (!(node.syntax() instanceof TypeSyntax.Instance(var declarations))) {
                    throw new WitException("malformed component: type " + type.index() + " is no instance type");
                }
                yield new DecodedItem.Instance(read(declarations, node.scope()).exports);
            }
            case COMPONENT -> {
                if (!(node.syntax() instanceof TypeSyntax.Component(var declarations))) {
                    throw new WitException("malformed component: type " + type.index() + " is no component type");
                }
                yield new DecodedItem.Component(declarations, node.scope());
            }
            default -> new DecodedItem.Other();
        };
    }

    private void export(NameSyntax name, SortIndex index, ItemSyntax ascribed) {
        DecodedItem source = get(index.sort(), index.index());
        DecodedItem item =
                switch (source) {
                    case DecodedItem.Type(var node) -> new DecodedItem.Type(node.alias());
                    case DecodedItem.Function _ when ascribed != null -> declared(ascribed);
                    default -> source;
                };
        add(index.sort(), item);
        exports.put(name.name(), new DecodedItem.Named(name, item));
    }

    private void instantiate(int index, List<Definition.Argument> given) {
        if (!(get(Sort.COMPONENT, index) instanceof DecodedItem.Component(var definitions, var scope))) {
            throw new WitException("malformed component: component " + index + " is none");
        }
        Map<String, DecodedItem> values = new LinkedHashMap<>();
        for (Definition.Argument argument : given) {
            SortIndex item = argument.item();
            values.put(
                    argument.name(), item.sort().isCore() ? new DecodedItem.Other() : get(item.sort(), item.index()));
        }
        add(Sort.INSTANCE, new DecodedItem.Instance(read(definitions, scope, values).exports));
    }
}
