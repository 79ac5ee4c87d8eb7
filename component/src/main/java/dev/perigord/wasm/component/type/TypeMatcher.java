package dev.perigord.wasm.component.type;

import dev.perigord.wasm.module.ExternType;
import dev.perigord.wasm.module.InvalidException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides whether something may be used where a type is expected (Explainer "Type checking"). Resources that the
 * expected type leaves open are bound to the actual resources in the order of declaration; the bindings are what an
 * instantiation then substitutes in everything else.
 */
public final class TypeMatcher {
    private final Set<ResourceType> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Substitution bindings = new Substitution();

    /** A matcher with resources that expected types leave open. */
    public TypeMatcher(Collection<ResourceType> open) {
        open.forEach(resource -> this.open.add(resource.origin()));
    }

    /** Whether two value types, either of which may be null, have the same structure and the same resources. */
    public static boolean areSame(WitType one, WitType other) {
        if (one == null || other == null) {
            return one == other;
        }
        try {
            new TypeMatcher(List.of()).matchValue(one, other);
            return true;
        } catch (InvalidException e) {
            return false;
        }
    }

    /** What open resources were bound to so far. */
    public Substitution bindings() {
        return bindings;
    }

    /**
     * Checks an item.
     *
     * @throws InvalidException if {@code actual} is no subtype of {@code expected}; the message says why
     */
    public void match(ItemType actual, ItemType expected) {
        switch (expected) {
            case CoreModuleType wanted when actual instanceof CoreModuleType offered -> matchModule(offered, wanted);
            case WitFunctionType wanted
            when actual instanceof WitFunctionType offered -> matchFunction(offered, wanted);
            case InstanceType wanted when actual instanceof InstanceType offered -> matchInstance(offered, wanted);
            case ComponentType wanted when actual instanceof ComponentType offered -> matchComponent(offered, wanted);
            case ValueItem(WitType wanted)
            when actual instanceof ValueItem(WitType offered) -> matchValue(offered, wanted);
            case TypeItem(DefinedType wanted)
            when actual instanceof TypeItem(DefinedType offered) -> matchType(offered, wanted);
            default -> throw new InvalidException("expected " + expected.sort() + ", found " + actual.sort());
        }
    }

    /**
     * Checks a value type, which must have the same structure.
     *
     * @throws InvalidException if the types differ; the message says where
     */
    public void matchValue(WitType actual, WitType expected) {
        if (actual == expected && !actual.containsResources()) {
            return;
        }
        if (actual.kind() != expected.kind()) {
            throw new InvalidException(mismatch(actual, expected));
        }
        switch (expected) {
            case HandleType wanted -> matchResource(((HandleType) actual).resource(), wanted.resource());
            case RecordType wanted -> matchRecord((RecordType) actual, wanted);
            case VariantType wanted -> matchVariant((VariantType) actual, wanted);
            case EnumType wanted ->
                require(((EnumType) actual).names().equals(wanted.names()), "mismatch in enum elements");
            case FlagsType wanted ->
                require(((FlagsType) actual).names().equals(wanted.names()), "mismatch in flags elements");
            case ResultType wanted -> matchResult((ResultType) actual, wanted);
            case FixedListType wanted -> {
                require(((FixedListType) actual).length() == wanted.length(), "mismatch in the length of a list");
                matchParts(actual, expected, "list element");
            }
            case TupleType _ -> {
                int wanted = expected.parts().size();
                int offered = actual.parts().size();
                require(wanted == offered, "expected " + wanted + " types, found " + offered);
                matchParts(actual, expected, "tuple field");
            }
            case ChannelType wanted -> matchOptional(((ChannelType) actual).payload(), wanted.payload(), "payload");
            case PrimitiveType _ -> {}
            case ListType _, OptionType _, MapType _ ->
                matchParts(actual, expected, expected.kind().text() + " element");
        }
    }

    private void matchRecord(RecordType actual, RecordType expected) {
        int wanted = expected.fields().size();
        int offered = actual.fields().size();
        require(wanted == offered, "expected " + wanted + " fields, found " + offered);
        for (int i = 0; i < wanted; i++) {
            NamedType field = expected.fields().get(i);
            NamedType other = actual.fields().get(i);
            require(
                    field.name().equals(other.name()),
                    "expected field name `" + field.name() + "`, found `" + other.name() + "`");
            matchPart(other.type(), field.type(), "type mismatch in record field `" + field.name() + "`");
        }
    }

    private void matchVariant(VariantType actual, VariantType expected) {
        int wanted = expected.cases().size();
        int offered = actual.cases().size();
        require(wanted == offered, "expected " + wanted + " cases, found " + offered);
        for (int i = 0; i < wanted; i++) {
            VariantType.Case one = expected.cases().get(i);
            VariantType.Case other = actual.cases().get(i);
            require(
                    one.name().equals(other.name()),
                    "expected case named `" + one.name() + "`, found `" + other.name() + "`");
            String what = "case `" + one.name() + "`";
            require(
                    one.payload() == null || other.payload() != null,
                    "expected " + what + " to have a type, found none");
            require(one.payload() != null || other.payload() == null, "expected " + what + " to have no type");
            if (one.payload() != null) {
                matchPart(other.payload(), one.payload(), "type mismatch in variant " + what);
            }
        }
    }

    private void matchResult(ResultType actual, ResultType expected) {
        matchOptional(actual.ok(), expected.ok(), "ok");
        matchOptional(actual.error(), expected.error(), "err");
    }

    private void matchOptional(WitType actual, WitType expected, String what) {
        require(expected == null || actual != null, "expected " + what + " type, but found none");
        require(expected != null || actual == null, "expected " + what + " type to not be present");
        if (expected != null) {
            matchPart(actual, expected, "type mismatch in " + what + " variant");
        }
    }

    private void matchParts(WitType actual, WitType expected, String what) {
        for (int i = 0; i < expected.parts().size(); i++) {
            matchPart(actual.parts().get(i), expected.parts().get(i), "type mismatch in " + what + " " + i);
        }
    }

    private void matchPart(WitType actual, WitType expected, String message) {
        in(message, () -> matchValue(actual, expected));
    }

    private void matchFunction(WitFunctionType actual, WitFunctionType expected) {
        require(
                actual.async() == expected.async(),
                expected.async()
                        ? "expected an async function, found a sync one"
                        : "expected a sync function, found an async one");
        int wanted = expected.parameters().size();
        int offered = actual.parameters().size();
        require(wanted == offered, "expected " + wanted + " parameters, found " + offered);
        for (int i = 0; i < wanted; i++) {
            NamedType parameter = expected.parameters().get(i);
            NamedType other = actual.parameters().get(i);
            require(
                    parameter.name().equals(other.name()),
                    "expected parameter named `" + parameter.name() + "`, found `" + other.name() + "`");
            matchPart(other.type(), parameter.type(), "type mismatch in function parameter `" + parameter.name() + "`");
        }
        require(expected.result() == null || actual.result() != null, "expected a result, found none");
        require(expected.result() != null || actual.result() == null, "expected no result, found one");
        if (expected.result() != null) {
            matchPart(actual.result(), expected.result(), "type mismatch with result type");
        }
    }

    private void matchInstance(InstanceType actual, InstanceType expected) {
        expected.resources().forEach(resource -> open.add(resource.origin()));
        matchItems(actual.exports(), expected.exports(), "export", "instance export");
    }

    /** Contravariant in the imports, covariant in the exports. */
    private void matchComponent(ComponentType actual, ComponentType expected) {
        ComponentType bound = (ComponentType) bindings.apply((DefinedType) expected);
        TypeMatcher imports = new TypeMatcher(actual.importedResources());
        imports.matchItems(bound.imports(), actual.imports(), "import", "component import");
        TypeMatcher exports = new TypeMatcher(bound.definedResources());
        ComponentType supplied = (ComponentType) imports.bindings.apply((DefinedType) actual);
        exports.matchItems(supplied.exports(), bound.exports(), "export", "component export");
    }

    private void matchItems(
            Map<String, ItemType> actual, Map<String, ItemType> expected, String missing, String mismatch) {
        expected.forEach((name, item) -> {
            ItemType offered = actual.get(name);
            require(offered != null, "missing expected " + missing + " `" + name + "`");
            in("type mismatch in " + mismatch + " `" + name + "`", () -> match(offered, item));
        });
    }

    private void matchType(DefinedType actual, DefinedType expected) {
        switch (expected) {
            case ResourceType wanted
            when actual instanceof ResourceType offered -> {
                if (open.contains(wanted.origin()) && !bindings.replaces(wanted)) {
                    bindings.put(wanted, offered);
                } else {
                    matchResource(offered, wanted);
                }
            }
            case WitType wanted
            when actual instanceof WitType offered -> {
                matchValue(offered, wanted);
                bindings.put(wanted, offered);
            }
            case WitFunctionType wanted
            when actual instanceof WitFunctionType offered -> matchFunction(offered, wanted);
            case InstanceType wanted
            when actual instanceof InstanceType offered -> {
                matchInstance(offered, wanted);
                new TypeMatcher(offered.resources()).matchInstance(wanted, offered);
            }
            case ComponentType wanted
            when actual instanceof ComponentType offered -> {
                matchComponent(offered, wanted);
                new TypeMatcher(List.of()).matchComponent((ComponentType) bindings.apply(expected), offered);
            }
            default -> throw new InvalidException("expected " + name(expected) + ", found " + name(actual));
        }
    }

    private void matchResource(ResourceType actual, ResourceType expected) {
        require(
                bindings.apply(expected).isSame(actual),
                "resource types are not the same (" + expected + ", " + actual + ")");
    }

    private static void matchModule(CoreModuleType actual, CoreModuleType expected) {
        Map<List<String>, ExternType> provided = new HashMap<>();
        expected.imports().forEach(i -> provided.put(List.of(i.module(), i.name()), i.type()));
        for (CoreModuleType.Import wanted : actual.imports()) {
            String name = "`" + wanted.module() + "::" + wanted.name() + "`";
            ExternType type = provided.get(List.of(wanted.module(), wanted.name()));
            require(type != null, "missing expected import " + name);
            in("type mismatch in import " + name, () -> CoreTypeMatcher.match(type, wanted.type()));
        }
        Map<String, ExternType> offered = new HashMap<>();
        actual.exports().forEach(e -> offered.put(e.name(), e.type()));
        for (CoreModuleType.Export wanted : expected.exports()) {
            ExternType type = offered.get(wanted.name());
            require(type != null, "missing expected export `" + wanted.name() + "`");
            in("type mismatch in export `" + wanted.name() + "`", () -> CoreTypeMatcher.match(type, wanted.type()));
        }
    }

    private static String mismatch(WitType actual, WitType expected) {
        if (actual.kind().isPrimitive() && expected.kind().isPrimitive()) {
            return "expected primitive `" + expected + "` found primitive `" + actual + "`";
        }
        return "expected " + name(expected) + ", found " + name(actual);
    }

    private static String name(DefinedType type) {
        return switch (type) {
            case WitType value -> value.kind().text();
            case ResourceType _ -> "resource";
            default -> type.description();
        };
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new InvalidException(message);
        }
    }

    /** Says where a mismatch deeper down was found. */
    private static void in(String where, Runnable check) {
        try {
            check.run();
        } catch (InvalidException mismatch) {
            throw new InvalidException(where + ": " + mismatch.getMessage());
        }
    }
}
