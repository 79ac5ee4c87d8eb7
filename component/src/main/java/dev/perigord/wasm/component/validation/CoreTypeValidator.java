package dev.perigord.wasm.component.validation;

import dev.perigord.wasm.component.syntax.CoreTypeSyntax;
import dev.perigord.wasm.component.type.CoreModuleType;
import dev.perigord.wasm.module.DefinedType;
import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.Feature;
import dev.perigord.wasm.module.FunctionType;
import dev.perigord.wasm.module.InvalidException;
import dev.perigord.wasm.module.RecursionGroup;
import dev.perigord.wasm.module.ReferenceType;
import dev.perigord.wasm.module.TypeIndex;
import dev.perigord.wasm.module.ValueType;
import dev.perigord.wasm.validation.TypeRules;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Validates core types: those that core modules define as well, and module types (Explainer "Core Type Definitions"). */
final class CoreTypeValidator {
    private final Scope scope;
    private final Set<Feature> features;

    CoreTypeValidator(Scope scope, Set<Feature> features) {
        this.scope = scope;
        this.features = features;
    }

    /** Appends what a definition defines to the index space. */
    void define(CoreTypeSyntax syntax) {
        switch (syntax) {
            case CoreTypeSyntax.Group group -> define(group, scope.coreTypes);
            case CoreTypeSyntax.Module(var declarations) ->
                Scope.add(scope.coreTypes, new CoreDefinedType.Module(moduleType(declarations)));
        }
    }

    private void define(CoreTypeSyntax.Group syntax, List<CoreDefinedType> space) {
        List<DefinedType> defined =
                RecursionGroup.of(syntax.types(), definedTypes(space)).types();
        TypeRules.check(defined, features);
        defined.forEach(type -> Scope.add(space, new CoreDefinedType.Defined(type)));
    }

    /** An index space of which only types as in core modules may be used. */
    private static List<DefinedType> definedTypes(List<CoreDefinedType> space) {
        return new AbstractList<>() {
            @Override
            public DefinedType get(int index) {
                return defined(space, index);
            }

            @Override
            public int size() {
                return space.size();
            }
        };
    }

    private static DefinedType defined(List<CoreDefinedType> space, int index) {
        if (Scope.get(space, index, "type") instanceof CoreDefinedType.Defined(var type)) {
            return type;
        }
        throw new InvalidException("core type index " + index + " is a module type");
    }

    /** A core function type by its index. */
    FunctionType function(int index) {
        return function(scope.coreTypes, index).function();
    }

    /** The definition of a core function type by its index, to which references can be typed. */
    DefinedType definedFunction(int index) {
        return function(scope.coreTypes, index);
    }

    private static DefinedType function(List<CoreDefinedType> space, int index) {
        DefinedType type = defined(space, index);
        require(type.function() != null, "core type index " + index + " is not a function type");
        return type;
    }

    /** A core value type whose type indices are of the scope. */
    ValueType resolve(ValueType type) {
        return resolve(type, scope.coreTypes);
    }

    private static ValueType resolve(ValueType type, List<CoreDefinedType> space) {
        return RecursionGroup.map(type, heap -> heap instanceof TypeIndex(int index) ? defined(space, index) : heap);
    }

    // --- modules -----------------------------------------------------------------------------------------------

    private CoreModuleType moduleType(List<CoreTypeSyntax.Declaration> declarations) {
        List<CoreDefinedType> space = new ArrayList<>();
        List<CoreModuleType.Import> imports = new ArrayList<>();
        List<CoreModuleType.Export> exports = new ArrayList<>();
        for (CoreTypeSyntax.Declaration declaration : declarations) {
            switch (declaration) {
                case CoreTypeSyntax.Declaration.Import(var module, var name, var item) ->
                    imports.add(new CoreModuleType.Import(module, name, item(item, space)));
                case CoreTypeSyntax.Declaration.Export(var name, var item) ->
                    exports.add(new CoreModuleType.Export(name, item(item, space)));
                case CoreTypeSyntax.Declaration.Type(CoreTypeSyntax.Group group) -> define(group, space);
                case CoreTypeSyntax.Declaration.Type(CoreTypeSyntax.Module _) ->
                    throw new InvalidException("module types cannot be declared within module types");
                case CoreTypeSyntax.Declaration.OuterType(int count, int index) ->
                    Scope.add(space, outerType(space, count, index));
            }
        }
        return checkNames(new CoreModuleType(imports, exports));
    }

    /** The innermost scope is the module type itself, whose types are none of the component's. */
    private CoreDefinedType outerType(List<CoreDefinedType> space, int count, int index) {
        if (count == 0) {
            return new CoreDefinedType.Defined(defined(space, index));
        }
        Scope target = scope;
        for (int i = 1; i != count && target != null; i++) {
            target = target.parent;
        }
        require(target != null, "invalid outer alias count of " + Integer.toUnsignedString(count));
        return new CoreDefinedType.Defined(defined(target.coreTypes, index));
    }

    private ExternType item(CoreTypeSyntax.Item item, List<CoreDefinedType> space) {
        return switch (item) {
            case CoreTypeSyntax.Item.Function(int index) -> new ExternType.Function(function(space, index));
            case CoreTypeSyntax.Item.Tag(int index) -> {
                ExternType.Tag tag = new ExternType.Tag(function(space, index));
                TypeRules.check(tag, features);
                yield tag;
            }
            case CoreTypeSyntax.Item.Direct(ExternType type) -> direct(type, space);
        };
    }

    private ExternType direct(ExternType type, List<CoreDefinedType> space) {
        switch (type) {
            case ExternType.Table(ReferenceType element, var limits, var addresses) -> {
                ExternType.Table table =
                        new ExternType.Table((ReferenceType) resolve(element, space), limits, addresses);
                TypeRules.check(table);
                return table;
            }
            case ExternType.Memory memory -> {
                TypeRules.check(memory, features);
                return memory;
            }
            case ExternType.Global(ValueType value, boolean mutable) -> {
                return new ExternType.Global(resolve(value, space), mutable);
            }
            case ExternType.Function _, ExternType.Tag _ -> throw new IllegalStateException(type.kind());
        }
    }

    /** Checks the names of a core module, which are one-level names to a component. */
    static CoreModuleType checkNames(CoreModuleType type) {
        Map<String, Set<String>> imports = new HashMap<>();
        for (CoreModuleType.Import item : type.imports()) {
            boolean added =
                    imports.computeIfAbsent(item.module(), _ -> new HashSet<>()).add(item.name());
            require(added, "duplicate import name `" + item.module() + ":" + item.name() + "`");
        }
        Set<String> exports = new HashSet<>();
        for (CoreModuleType.Export item : type.exports()) {
            require(exports.add(item.name()), "export name `" + item.name() + "` already defined");
        }
        return type;
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new InvalidException(message);
        }
    }
}
