package dev.perigord.wasm.component.wit.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A function of an interface, a world or a resource.
 *
 * @param resource the resource to which it belongs, or an empty string
 * @param label its name in WIT; empty for a constructor
 * @param parameters without the {@code self} of a method
 * @param result null if it returns nothing; that of a constructor is null if it just makes the resource
 */
public record WitFunction(
        Kind kind,
        String resource,
        String label,
        List<Parameter> parameters,
        TypeExpression result,
        boolean async,
        String docs,
        Stability stability,
        String externalId) {
    /** What a function is to a resource. */
    public enum Kind {
        FREESTANDING,
        METHOD,
        STATIC,
        CONSTRUCTOR
    }

    /** A parameter. */
    public record Parameter(String name, TypeExpression type) {}

    /** Copies the list. */
    public WitFunction {
        parameters = List.copyOf(parameters);
    }

    /** The name in a component, such as {@code [method]file.read}. */
    public String name() {
        return switch (kind) {
            case FREESTANDING -> label;
            case METHOD -> "[method]" + resource + "." + label;
            case STATIC -> "[static]" + resource + "." + label;
            case CONSTRUCTOR -> "[constructor]" + resource;
        };
    }

    /** The same function with other types. */
    public WitFunction withTypes(List<Parameter> others, TypeExpression otherResult) {
        return new WitFunction(kind, resource, label, others, otherResult, async, docs, stability, externalId);
    }

    /** The parameters of the component function: those of a method begin with {@code self}. */
    public List<Parameter> allParameters() {
        if (kind != Kind.METHOD) {
            return parameters;
        }
        List<Parameter> all = new ArrayList<>();
        all.add(new Parameter("self", new TypeExpression.Borrow(resource)));
        all.addAll(parameters);
        return List.copyOf(all);
    }

    /** The result of the component function, or null: that of a constructor is at least the resource. */
    public TypeExpression fullResult() {
        return kind == Kind.CONSTRUCTOR && result == null ? new TypeExpression.Own(resource) : result;
    }

    /** The types in the signature as it is written. */
    public List<TypeExpression> types() {
        List<TypeExpression> types = new ArrayList<>();
        parameters.forEach(parameter -> types.add(parameter.type()));
        if (result != null) {
            types.add(result);
        }
        return types;
    }

    /** The same function with each type replaced. */
    public WitFunction mapTypes(UnaryOperator<TypeExpression> replace) {
        return withTypes(
                parameters.stream()
                        .map(parameter -> new Parameter(parameter.name(), replace.apply(parameter.type())))
                        .toList(),
                result == null ? null : replace.apply(result));
    }
}
