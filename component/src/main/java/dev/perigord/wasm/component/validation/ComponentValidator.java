package dev.perigord.wasm.component.validation;

import dev.perigord.wasm.component.binary.ValueReader;
import dev.perigord.wasm.component.syntax.Canon;
import dev.perigord.wasm.component.syntax.ComponentSyntax;
import dev.perigord.wasm.component.syntax.Definition;
import dev.perigord.wasm.component.syntax.ItemSyntax;
import dev.perigord.wasm.component.syntax.Located;
import dev.perigord.wasm.component.syntax.NameSyntax;
import dev.perigord.wasm.component.type.ComponentType;
import dev.perigord.wasm.component.type.DefinedType;
import dev.perigord.wasm.component.type.InstanceType;
import dev.perigord.wasm.component.type.ItemType;
import dev.perigord.wasm.component.type.NamedType;
import dev.perigord.wasm.component.type.ResourceType;
import dev.perigord.wasm.component.type.TypeItem;
import dev.perigord.wasm.component.type.TypeMatcher;
import dev.perigord.wasm.component.type.ValueItem;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.module.Feature;
import dev.perigord.wasm.module.InvalidException;
import java.util.List;
import java.util.Set;

/** Validates components, component types and instance types: walks their definitions in order. */
public final class ComponentValidator {
    private static final String OFFSET = " (at offset 0x";

    private final Scope scope;
    private final TypeValidator types;
    private final CoreTypeValidator coreTypes;
    private final InstanceValidator instances;
    private final CanonValidator canons;
    private final Visibility importable = new Visibility();
    private final Visibility exportable = new Visibility();

    private ComponentValidator(Scope scope) {
        this.scope = scope;
        types = new TypeValidator(scope);
        instances = new InstanceValidator(scope);
        coreTypes = new CoreTypeValidator(scope, scope.features);
        canons = new CanonValidator(scope, types, coreTypes);
    }

    /**
     * Validates a component with everything in it.
     *
     * @param features what core types may use beyond WebAssembly 2.0
     * @throws InvalidException if it breaks a rule; the message says which, and the offset of the definition
     */
    public static ValidatedComponent validate(ComponentSyntax component, Set<Feature> features) {
        return validate(component, new Scope(features));
    }

    private static ValidatedComponent validate(ComponentSyntax component, Scope scope) {
        ComponentValidator validator = new ComponentValidator(scope);
        validator.definitions(component.definitions());
        scope.requireConsumedValues();
        return new ValidatedComponent(
                component,
                validator.componentType(),
                scope.types,
                scope.functions,
                scope.instances,
                scope.components,
                scope.coreModules,
                scope.coreMemories,
                scope.coreFunctions,
                scope.coreTypes,
                scope.nested);
    }

    /** The type that the declarations of a component type amount to. */
    static ComponentType componentType(List<Located> declarations, Scope parent) {
        ComponentValidator validator = new ComponentValidator(new Scope(ScopeKind.COMPONENT_TYPE, parent));
        validator.definitions(declarations);
        return validator.componentType();
    }

    /** The type that the declarations of an instance type amount to. */
    static InstanceType instanceType(List<Located> declarations, Scope parent) {
        ComponentValidator validator = new ComponentValidator(new Scope(ScopeKind.INSTANCE_TYPE, parent));
        validator.definitions(declarations);
        return new InstanceType(validator.scope.exports.items(), validator.scope.definedResources);
    }

    private ComponentType componentType() {
        ComponentType type = new ComponentType(
                scope.imports.items(), scope.exports.items(), scope.importedResources, scope.definedResources);
        TypeValidator.requireSize(type);
        return type;
    }

    private void definitions(List<Located> definitions) {
        for (Located located : definitions) {
            try {
                definition(located.definition());
            } catch (InvalidException problem) {
                if (problem.getMessage().contains(OFFSET)) {
                    throw problem;
                }
                throw new InvalidException(problem.getMessage() + OFFSET + Integer.toHexString(located.offset()) + ")");
            }
        }
    }

    private void definition(Definition definition) {
        switch (definition) {
            case Definition.CoreModule(var source) ->
                Scope.add(scope.coreModules, CoreTypeValidator.checkNames(source.type()));
            case Definition.CoreType(var type) -> coreTypes.define(type);
            case Definition.CoreInstantiate instantiate -> instances.coreInstantiate(instantiate);
            case Definition.CoreInlineInstance(var exports) -> instances.coreInline(exports);
            case Definition.NestedComponent(var component) -> {
                ValidatedComponent nested = validate(component, new Scope(ScopeKind.COMPONENT, scope));
                scope.nested.add(nested);
                Scope.add(scope.components, nested.type());
            }
            case Definition.Instantiate instantiate -> instances.instantiate(instantiate);
            case Definition.InlineInstance(var exports) -> instances.inline(exports);
            case Definition.ExportAlias alias -> instances.alias(alias);
            case Definition.CoreExportAlias alias -> instances.alias(alias);
            case Definition.OuterAlias alias -> instances.alias(alias);
            case Definition.Type(var type) -> Scope.add(scope.types, types.define(type));
            case Definition.Canonical(Canon canon) -> canons.define(canon);
            case Definition.Value value -> value(value);
            case Definition.Start start -> start(start);
            case Definition.Import(var name, var type) -> importItem(name, type);
            case Definition.Export export -> exportItem(export);
            case Definition.ExportDeclaration(var name, var type) ->
                export(name, item(name, type, scope.definedResources));
        }
    }

    private void value(Definition.Value definition) {
        WitType type = types.resolve(definition.type());
        ValueReader.check(definition.value(), type);
        scope.addItem(new ValueItem(type));
    }

    /** A call during instantiation (Explainer "Start Definitions"). */
    private void start(Definition.Start definition) {
        WitFunctionType function = scope.function(definition.function());
        List<NamedType> parameters = function.parameters();
        int arguments = definition.arguments().size();
        if (arguments != parameters.size()) {
            throw new InvalidException(
                    "start function needs " + parameters.size() + " arguments, but is given " + arguments);
        }
        TypeMatcher matcher = new TypeMatcher(List.of());
        for (int i = 0; i < arguments; i++) {
            WitType type = scope.consumeValue(definition.arguments().get(i));
            try {
                matcher.matchValue(type, parameters.get(i).type());
            } catch (InvalidException mismatch) {
                throw new InvalidException("type mismatch for start function argument `"
                        + parameters.get(i).name() + "`: " + mismatch.getMessage());
            }
        }
        int results = function.result() == null ? 0 : 1;
        if (definition.results() != results) {
            throw new InvalidException("start function has " + results + " results, but "
                    + Integer.toUnsignedString(definition.results()) + " are named");
        }
        if (function.result() != null) {
            scope.addItem(new ValueItem(function.result()));
        }
    }

    private void importItem(NameSyntax name, ItemSyntax syntax) {
        ItemType item = item(name, syntax, scope.importedResources);
        importable.require(item, "import");
        scope.imports.add(name, item);
        scope.addItem(item);
        importable.add(item);
        exportable.add(item);
    }

    private void exportItem(Definition.Export definition) {
        ItemType actual = scope.item(definition.item().sort(), definition.item().index());
        if (definition.ascribed() == null) {
            export(definition.name(), renamed(definition.name(), actual));
            return;
        }
        ItemType ascribed = item(definition.name(), definition.ascribed(), scope.definedResources);
        try {
            new TypeMatcher(scope.definedResources).match(actual, ascribed);
        } catch (InvalidException mismatch) {
            throw new InvalidException("ascribed type of export is not compatible: " + mismatch.getMessage());
        }
        export(definition.name(), ascribed);
    }

    private void export(NameSyntax name, ItemType item) {
        if (scope.kind != ScopeKind.INSTANCE_TYPE) {
            /* Those of an instance type are checked when an instance of the type is imported or exported. */
            exportable.require(item, "export");
        }
        if (item instanceof ValueItem(WitType type) && type.containsBorrow()) {
            throw new InvalidException("an exported value cannot contain a `borrow` type");
        }
        scope.exports.add(name, item);
        scope.addItem(item);
        if (item instanceof ValueItem) {
            // What has been exported is used already.
            scope.consumeValue(scope.values.size() - 1);
        }
        exportable.add(item);
    }

    /** The type of an import or export; resources that it introduces become fresh ones of this scope. */
    private ItemType item(NameSyntax name, ItemSyntax syntax, List<ResourceType> fresh) {
        if (syntax.index() == ItemSyntax.FRESH_RESOURCE) {
            ResourceType resource = new ResourceType(name.name());
            fresh.add(resource);
            return new TypeItem(resource);
        }
        ItemType item = types.item(syntax);
        return item instanceof InstanceType instance ? Instantiation.open(instance, fresh) : renamed(name, item);
    }

    /** A type that is imported or exported gets a name, and so an identity, of its own. */
    private static ItemType renamed(NameSyntax name, ItemType item) {
        return item instanceof TypeItem(DefinedType type)
                ? new TypeItem(
                        switch (type) {
                            case WitType value -> value.renamed();
                            case ResourceType resource -> resource.alias(name.name());
                            default -> type;
                        })
                : item;
    }
}
