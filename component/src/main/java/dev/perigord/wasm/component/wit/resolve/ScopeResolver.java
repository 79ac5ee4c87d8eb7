package dev.perigord.wasm.component.wit.resolve;

import dev.perigord.wasm.component.name.InterfaceName;
import dev.perigord.wasm.component.wit.model.TypeBody;
import dev.perigord.wasm.component.wit.model.TypeDefinition;
import dev.perigord.wasm.component.wit.model.TypeExpression;
import dev.perigord.wasm.component.wit.model.TypeSizes;
import dev.perigord.wasm.component.wit.model.WitFunction;
import dev.perigord.wasm.component.wit.model.WitInterface;
import dev.perigord.wasm.component.wit.syntax.Attributes;
import dev.perigord.wasm.component.wit.syntax.Entry;
import dev.perigord.wasm.component.wit.syntax.Name;
import dev.perigord.wasm.component.wit.syntax.Position;
import dev.perigord.wasm.component.wit.syntax.Renamed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Resolves the types and functions of an interface or world, which is one scope of names (WIT.md "Name resolution"). */
final class ScopeResolver {
    private static final int MAX_FLAGS = 32;

    private final FileScope file;
    private final Map<String, TypeDefinition> types = new LinkedHashMap<>();
    private final Map<String, Entry.Type> definitions = new LinkedHashMap<>();
    private final Map<String, WitFunction> functions = new LinkedHashMap<>();
    private final Map<String, String> known = new HashMap<>();
    private final Set<String> excluded = new HashSet<>();

    ScopeResolver(FileScope file) {
        this.file = file;
    }

    /** An interface. */
    static WitInterface resolve(FileScope file, Attributes attributes, List<Entry> entries) {
        ScopeResolver resolver = new ScopeResolver(file);
        resolver.types(entries);
        resolver.functions(entries);
        return new WitInterface(attributes.docs(), attributes.stability(), resolver.types, resolver.functions);
    }

    Map<String, TypeDefinition> types() {
        return types;
    }

    /** Defines what {@code use} lines and type definitions name. */
    void types(List<Entry> entries) {
        for (Entry entry : entries) {
            switch (entry) {
                case Entry.Use use -> use(use);
                case Entry.Type type -> {
                    if (!includes(type.attributes(), type.name())) {
                        excluded.add(type.name().text());
                    } else {
                        claim(type.name());
                        definitions.put(type.name().text(), type);
                    }
                }
                default -> {}
            }
        }
        for (String name : order()) {
            Entry.Type type = definitions.get(name);
            if (type != null) {
                types.put(name, type.definition().withBody(body(type)));
                requireSize(type.name());
            }
        }
    }

    private void requireSize(Name name) {
        if (file.environment().sizes().isTooLarge(types, name.text())) {
            throw name.position()
                    .error("type `" + name.text() + "` is nested more than " + TypeSizes.MAX_DEPTH
                            + " deep, or has too many parts");
        }
    }

    private boolean includes(Attributes attributes, Name name) {
        return file.includes(attributes.stability(), name.position());
    }

    /** Takes a name, which nothing else in the scope may have. */
    private void claim(Name name) {
        String other = known.putIfAbsent(name.text().toLowerCase(Locale.ROOT), name.text());
        if (other != null) {
            throw name.position()
                    .error(
                            other.equals(name.text())
                                    ? "name `" + name.text() + "` is defined more than once"
                                    : "name `" + name.text() + "` differs from `" + other + "` by case only");
        }
    }

    private void use(Entry.Use use) {
        if (!file.includes(use.attributes().stability(), use.path().position())) {
            use.names().forEach(name -> excluded.add(name.alias().text()));
            return;
        }
        InterfaceName from = file.target(use.path());
        WitInterface owner = file.interfaceOf(use.path());
        for (Renamed renamed : use.names()) {
            String name = renamed.name().text();
            if (!owner.types().containsKey(name)) {
                String what = owner.functions().containsKey(name) ? "is a function" : "does not exist";
                throw renamed.name().position().error("type `" + name + "` " + what + " in interface `" + from + "`");
            }
            claim(renamed.alias());
            types.put(
                    renamed.alias().text(),
                    new TypeDefinition(
                            renamed.alias().text(),
                            new TypeBody.Use(from, name),
                            "",
                            use.attributes().stability(),
                            use.attributes().externalId()));
        }
    }

    /** The names in an order in which each type can be defined. */
    private List<String> order() {
        Map<String, List<Name>> dependencies = new LinkedHashMap<>();
        types.keySet().forEach(name -> dependencies.put(name, List.of()));
        definitions.forEach((name, type) -> {
            List<Name> names = new ArrayList<>();
            type.definition().body().parts().forEach(part -> collectNames(part, names));
            dependencies.put(name, names);
        });
        return TopologicalOrder.of("type", dependencies);
    }

    private void collectNames(TypeExpression type, List<Name> names) {
        String name =
                switch (type) {
                    case TypeExpression.Named(String text) -> text;
                    case TypeExpression.Own(String text) -> text;
                    case TypeExpression.Borrow(String text) -> text;
                    default -> null;
                };
        if (name != null) {
            requireActive(name, position(type));
            names.add(new Name(name, position(type)));
        }
        type.parts().forEach(part -> collectNames(part, names));
    }

    private void requireActive(String name, Position position) {
        if (excluded.contains(name) && !known.containsKey(name.toLowerCase(Locale.ROOT))) {
            throw position.error("type `" + name + "` belongs to a feature that is not active");
        }
    }

    private Position position(TypeExpression type) {
        return file.names().get(type);
    }

    private TypeBody body(Entry.Type type) {
        TypeBody body = type.definition().body();
        if (body instanceof TypeBody.Flags(var flags) && flags.size() > MAX_FLAGS) {
            throw type.name()
                    .position()
                    .error("expected at most " + MAX_FLAGS + " flags in `"
                            + type.name().text() + "`, found " + flags.size());
        }
        /* The only place where the name of a resource stands for the resource. */
        if (body instanceof TypeBody.Alias(TypeExpression.Named _)) {
            return body;
        }
        return body.withParts(this::expression);
    }

    /** The expression with names checked and resources as handles. */
    private TypeExpression expression(TypeExpression type) {
        return switch (type) {
            case TypeExpression.Named(String name) -> {
                require(name, position(type));
                yield isResource(name) ? new TypeExpression.Own(name) : type;
            }
            case TypeExpression.Own(String name) -> {
                requireResource(name, position(type));
                yield type;
            }
            case TypeExpression.Borrow(String name) -> {
                requireResource(name, position(type));
                yield type;
            }
            default -> type.withParts(this::expression);
        };
    }

    private boolean isResource(String name) {
        return file.environment().types().isResource(types, name);
    }

    private void require(String name, Position position) {
        requireActive(name, position);
        if (!types.containsKey(name)) {
            throw position.error("type `" + name + "` does not exist");
        }
    }

    private void requireResource(String name, Position position) {
        require(name, position);
        if (!isResource(name)) {
            throw position.error("expected a resource, found type `" + name + "`");
        }
    }

    // --- functions ---------------------------------------------------------------------------------------------

    private void functions(List<Entry> entries) {
        resourceFunctions().forEach(function -> functions.put(function.name(), function));
        for (Entry entry : entries) {
            if (entry instanceof Entry.Function function && includes(function.attributes(), function.name())) {
                claim(function.name());
                functions.put(function.function().name(), function(function.function(), function.name()));
            }
        }
    }

    /** The functions of all resources that are defined here. */
    List<WitFunction> resourceFunctions() {
        List<WitFunction> all = new ArrayList<>();
        for (String name : types.keySet()) {
            if (definitions.containsKey(name)) {
                all.addAll(resourceFunctions(definitions.get(name)));
            }
        }
        return all;
    }

    private List<WitFunction> resourceFunctions(Entry.Type type) {
        Map<String, WitFunction> found = new LinkedHashMap<>();
        Set<String> labels = new HashSet<>();
        for (Entry.Function entry : type.functions()) {
            if (!includes(entry.attributes(), entry.name())) {
                continue;
            }
            WitFunction function = function(entry.function(), entry.name());
            boolean isConstructor = function.kind() == WitFunction.Kind.CONSTRUCTOR;
            String label = isConstructor ? "constructor " : function.label().toLowerCase(Locale.ROOT);
            if (!labels.add(label)) {
                throw entry.name()
                        .position()
                        .error("duplicate "
                                + (isConstructor ? "constructor" : "function `" + function.label() + "`")
                                + " in resource `" + function.resource() + "`");
            }
            found.put(function.name(), function);
        }
        return List.copyOf(found.values());
    }

    /** A function with its types resolved. */
    WitFunction function(WitFunction function, Name name) {
        boolean namesSelf = function.kind() == WitFunction.Kind.METHOD
                && function.parameters().stream().anyMatch(each -> each.name().equals("self"));
        if (namesSelf) {
            throw name.position().error("method `" + name.text() + "` has a parameter `self` already");
        }
        WitFunction resolved = function.mapTypes(this::expression);
        TypeExpression result = resolved.result();
        if (result != null && file.environment().types().containsBorrow(types, result)) {
            throw name.position()
                    .error("the result of `" + name.text() + "` contains a borrow<…>, which cannot be given away");
        }
        return function.kind() == WitFunction.Kind.CONSTRUCTOR ? constructor(resolved, name) : resolved;
    }

    /** A constructor may say that it makes the resource, or that it makes it or fails. */
    private static WitFunction constructor(WitFunction function, Name name) {
        TypeExpression own = new TypeExpression.Own(function.resource());
        return switch (function.result()) {
            case null -> function;
            case TypeExpression.Own result when result.equals(own) -> function.withTypes(function.parameters(), null);
            case TypeExpression.Result(var ok, var _) when own.equals(ok) -> function;
            default ->
                throw name.position()
                        .error("expected a constructor that gives `" + function.resource() + "` or `result<"
                                + function.resource() + ", …>`, found another result");
        };
    }
}
