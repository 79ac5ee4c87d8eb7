package dev.perigord.wasm.component.validation;

import dev.perigord.wasm.component.name.ExternName;
import dev.perigord.wasm.component.syntax.NameSyntax;
import dev.perigord.wasm.component.type.DefinedType;
import dev.perigord.wasm.component.type.HandleType;
import dev.perigord.wasm.component.type.InstanceType;
import dev.perigord.wasm.component.type.ItemType;
import dev.perigord.wasm.component.type.ResourceType;
import dev.perigord.wasm.component.type.ResultType;
import dev.perigord.wasm.component.type.TypeItem;
import dev.perigord.wasm.component.type.TypeKind;
import dev.perigord.wasm.component.type.WitFunctionType;
import dev.perigord.wasm.component.type.WitType;
import dev.perigord.wasm.module.InvalidException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The imports or the exports of a scope: checks their names (Explainer "Import and Export Definitions"). */
final class NamedItems {
    private final String what;
    private final Map<String, ItemType> items = new LinkedHashMap<>();
    private final Map<String, String> keys = new HashMap<>();
    private final IdentityHashMap<ResourceType, String> resourceNames = new IdentityHashMap<>();
    private final Set<String> resources = new HashSet<>();

    NamedItems(String what) {
        this.what = what;
    }

    Map<String, ItemType> items() {
        return items;
    }

    /** Adds an item; resources among them get a name to which constructors and methods can refer. */
    void add(NameSyntax syntax, ItemType item) {
        addUnnamed(syntax, item);
        if (item instanceof TypeItem(ResourceType resource)) {
            resourceNames.put(resource, syntax.name());
            resources.add(syntax.name());
        }
    }

    /** Adds an item of an instance that is only a collection, which gives nothing a name. */
    void addUnnamed(NameSyntax syntax, ItemType item) {
        String name = syntax.name();
        ExternName parsed = parse(name);
        attributes(syntax, parsed, item);
        switch (parsed) {
            case ExternName.Constructor(String resource) -> constructor(function(name, item), resource);
            case ExternName.Method method -> method(function(name, item), method.resource());
            case ExternName.Static function -> {
                function(name, item);
                require(
                        resources.contains(function.resource()),
                        "static resource name is not known in this context: `" + function.resource() + "`");
            }
            default -> {}
        }
        String previous = keys.putIfAbsent(ExternName.uniquenessKey(name), name);
        require(previous == null, what + " name `" + name + "` conflicts with previous name `" + previous + "`");
        items.put(name, item);
    }

    private static ExternName parse(String name) {
        try {
            return ExternName.parse(name);
        } catch (IllegalArgumentException problem) {
            throw new InvalidException("`" + name + "` is no valid name: " + problem.getMessage());
        }
    }

    private static void attributes(NameSyntax syntax, ExternName name, ItemType item) {
        Set<NameSyntax.Kind> seen = EnumSet.noneOf(NameSyntax.Kind.class);
        for (NameSyntax.Attribute attribute : syntax.attributes()) {
            require(seen.add(attribute.kind()), "attribute of a name is specified more than once");
            switch (attribute.kind()) {
                case IMPLEMENTS -> {
                    require(item instanceof InstanceType, "only instances can have an `implements` attribute");
                    require(
                            name instanceof ExternName.Plain,
                            "only plain names can have an `implements` attribute, not `" + syntax.name() + "`");
                    boolean isInterface = parse(attribute.text()) instanceof ExternName.Interface;
                    require(isInterface, "`" + attribute.text() + "` is not the name of an interface");
                }
                case VERSION_SUFFIX -> versionSuffix(attribute.text(), name);
                case EXTERNAL_ID -> {}
            }
        }
    }

    private static void versionSuffix(String suffix, ExternName name) {
        boolean versioned = name instanceof ExternName.Interface(var interfaceName)
                && !interfaceName.version().isEmpty()
                && interfaceName.semanticVersion().isEmpty();
        require(versioned, "a version suffix needs a name with a canonical version");
        ExternName.Interface interfaceName = (ExternName.Interface) name;
        parse(interfaceName.name() + suffix);
    }

    private WitFunctionType function(String name, ItemType item) {
        if (item instanceof WitFunctionType function) {
            return function;
        }
        throw new InvalidException(what + " `" + name + "` is not a func");
    }

    private void constructor(WitFunctionType function, String resource) {
        require(function.result() != null, "function should return one value");
        WitType made = function.result() instanceof ResultType result ? result.ok() : function.result();
        boolean isOwn = made != null && made.kind() == TypeKind.OWN;
        require(isOwn, "function should return `(own $T)` or `(result (own $T))`");
        requireName((HandleType) made, resource);
    }

    private void method(WitFunctionType function, String resource) {
        require(!function.parameters().isEmpty(), "function should have at least one argument");
        var self = function.parameters().getFirst();
        require(self.name().equals("self"), "function should have a first argument called `self`");
        boolean isBorrow = self.type().kind() == TypeKind.BORROW;
        require(isBorrow, "function should take a first argument of `(borrow $T)`");
        requireName((HandleType) self.type(), resource);
    }

    private void requireName(HandleType handle, String expected) {
        String name = resourceNames.get(handle.resource());
        require(name != null, "resource used in function does not have a name in this context");
        require(name.equals(expected), "function does not match expected resource name `" + name + "`");
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new InvalidException(message);
        }
    }

    /** The types that become visible with an item: itself, or those of an instance. */
    static void visibleTypes(ItemType item, Set<DefinedType> visible) {
        switch (item) {
            case TypeItem(DefinedType type) -> visible.add(type);
            case InstanceType instance -> instance.exports().values().forEach(export -> visibleTypes(export, visible));
            default -> {}
        }
    }
}
