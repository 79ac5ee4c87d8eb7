package dev.perigord.wasm.component.validation;

import dev.perigord.wasm.component.syntax.Definition;
import dev.perigord.wasm.component.syntax.Sort;
import dev.perigord.wasm.component.type.ComponentType;
import dev.perigord.wasm.component.type.CoreModuleType;
import dev.perigord.wasm.component.type.CoreTypeMatcher;
import dev.perigord.wasm.component.type.DefinedType;
import dev.perigord.wasm.component.type.FreeResources;
import dev.perigord.wasm.component.type.InstanceType;
import dev.perigord.wasm.component.type.ItemType;
import dev.perigord.wasm.component.type.TypeItem;
import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.InvalidException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Validates instances and aliases (Explainer "Instance Definitions", "Alias Definitions"). */
final class InstanceValidator {
    private final Scope scope;

    InstanceValidator(Scope scope) {
        this.scope = scope;
    }

    void coreInstantiate(Definition.CoreInstantiate definition) {
        CoreModuleType module = Scope.get(scope.coreModules, definition.module(), "module");
        Map<String, Map<String, ExternType>> arguments = new HashMap<>();
        for (Definition.CoreArgument argument : definition.arguments()) {
            Map<String, ExternType> exports = Scope.get(scope.coreInstances, argument.instance(), "core instance");
            require(
                    arguments.put(argument.name(), exports) == null,
                    "duplicate module instantiation argument named `" + argument.name() + "`");
        }
        for (CoreModuleType.Import wanted : module.imports()) {
            Map<String, ExternType> exports = arguments.get(wanted.module());
            require(exports != null, "missing module instantiation argument named `" + wanted.module() + "`");
            ExternType offered = exports.get(wanted.name());
            require(
                    offered != null,
                    "module instantiation argument `" + wanted.module() + "` does not export an item named `"
                            + wanted.name() + "`");
            try {
                CoreTypeMatcher.match(offered, wanted.type());
            } catch (InvalidException mismatch) {
                throw new InvalidException("type mismatch for export `" + wanted.name()
                        + "` of module instantiation argument `" + wanted.module() + "`: " + mismatch.getMessage());
            }
        }
        Map<String, ExternType> exports = new LinkedHashMap<>();
        module.exports().forEach(export -> exports.put(export.name(), export.type()));
        Scope.add(scope.coreInstances, exports);
    }

    void coreInline(List<Definition.InlineExport> definition) {
        Map<String, ExternType> exports = new LinkedHashMap<>();
        for (Definition.InlineExport export : definition) {
            String name = export.name().name();
            ExternType type = scope.coreItem(export.item().sort(), export.item().index());
            require(exports.put(name, type) == null, "export name `" + name + "` already defined");
        }
        Scope.add(scope.coreInstances, exports);
    }

    void instantiate(Definition.Instantiate definition) {
        ComponentType component = Scope.get(scope.components, definition.component(), "component");
        Map<String, ItemType> arguments = new HashMap<>();
        for (Definition.Argument argument : definition.arguments()) {
            ItemType item = scope.item(argument.item().sort(), argument.item().index());
            require(
                    arguments.put(argument.name(), item) == null,
                    "instantiation argument `" + argument.name() + "` conflicts with previous argument `"
                            + argument.name() + "`");
        }
        add(Instantiation.instantiate(component, arguments, scope.definedResources));
    }

    void inline(List<Definition.InlineExport> definition) {
        NamedItems exports = new NamedItems("export");
        for (Definition.InlineExport export : definition) {
            exports.addUnnamed(
                    export.name(),
                    scope.item(export.item().sort(), export.item().index()));
        }
        add(new InstanceType(exports.items(), List.of()));
    }

    private void add(InstanceType instance) {
        TypeValidator.requireSize(instance);
        Scope.add(scope.instances, instance);
    }

    void alias(Definition.ExportAlias alias) {
        boolean declarator = scope.kind != ScopeKind.COMPONENT;
        boolean allowed = !declarator || alias.sort() == Sort.TYPE || alias.sort() == Sort.INSTANCE;
        require(allowed, "an alias in a type may only refer to types or instances");
        ItemType item = Scope.get(scope.instances, alias.instance(), "instance")
                .exports()
                .get(alias.name());
        String where = "instance " + alias.instance();
        require(item != null, where + " has no export named `" + alias.name() + "`");
        boolean sameSort =
                switch (alias.sort()) {
                    case TYPE -> item instanceof TypeItem;
                    case CORE_MODULE -> item instanceof CoreModuleType;
                    default -> item.sort().equals(alias.sort().text());
                };
        String sort = alias.sort() == Sort.CORE_MODULE ? "module" : alias.sort().text();
        require(sameSort, "export `" + alias.name() + "` of " + where + " is not a " + sort);
        scope.addItem(item);
    }

    void alias(Definition.CoreExportAlias alias) {
        ExternType item = Scope.get(scope.coreInstances, alias.instance(), "core instance")
                .get(alias.name());
        String where = "core instance " + alias.instance();
        require(item != null, where + " has no export named `" + alias.name() + "`");
        require(
                sortOf(item) == alias.sort(),
                "export `" + alias.name() + "` of " + where + " is not a "
                        + alias.sort().text());
        switch (item) {
            case ExternType.Function function -> Scope.add(scope.coreFunctions, function.function());
            case ExternType.Table table -> Scope.add(scope.coreTables, table);
            case ExternType.Memory memory -> Scope.add(scope.coreMemories, memory);
            case ExternType.Global global -> Scope.add(scope.coreGlobals, global);
            case ExternType.Tag tag -> Scope.add(scope.coreTags, tag);
        }
    }

    private static Sort sortOf(ExternType type) {
        return switch (type) {
            case ExternType.Function _ -> Sort.CORE_FUNC;
            case ExternType.Table _ -> Sort.CORE_TABLE;
            case ExternType.Memory _ -> Sort.CORE_MEMORY;
            case ExternType.Global _ -> Sort.CORE_GLOBAL;
            case ExternType.Tag _ -> Sort.CORE_TAG;
        };
    }

    void alias(Definition.OuterAlias alias) {
        boolean declarator = scope.kind != ScopeKind.COMPONENT;
        boolean allowed = !declarator || alias.sort() == Sort.TYPE || alias.sort() == Sort.CORE_TYPE;
        require(allowed, "an alias in a type may only refer to types or instances");
        Scope target = scope;
        boolean crossesComponent = false;
        for (int i = 0; i != alias.count(); i++) {
            crossesComponent |= target.kind == ScopeKind.COMPONENT;
            target = target.parent;
            require(target != null, "invalid outer alias count of " + Integer.toUnsignedString(alias.count()));
        }
        switch (alias.sort()) {
            case CORE_MODULE -> Scope.add(scope.coreModules, Scope.get(target.coreModules, alias.index(), "module"));
            case CORE_TYPE -> Scope.add(scope.coreTypes, Scope.get(target.coreTypes, alias.index(), "core type"));
            case COMPONENT -> Scope.add(scope.components, Scope.get(target.components, alias.index(), "component"));
            case TYPE -> {
                DefinedType type = target.type(alias.index());
                boolean closed = !crossesComponent || !FreeResources.occurIn(type);
                require(closed, "cannot alias outer type which transitively refers to resources not defined here");
                Scope.add(scope.types, type);
            }
            default ->
                throw new InvalidException(
                        "outer aliases cannot refer to a " + alias.sort().text());
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new InvalidException(message);
        }
    }
}
