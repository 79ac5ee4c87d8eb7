package dev.perigord.wasm.component.type;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The type of a component function.
 *
 * @param result null if the function returns nothing
 * @param async whether the function may block before it returns ({@code async func} in WIT)
 */
public record WitFunctionType(List<NamedType> parameters, WitType result, boolean async)
        implements DefinedType, ItemType {
    /** Copies the list. */
    public WitFunctionType {
        parameters = List.copyOf(parameters);
    }

    /** The parameters' types in order. */
    public List<WitType> parameterTypes() {
        return NamedType.types(parameters);
    }

    @Override
    public String description() {
        return "function type";
    }

    @Override
    public String sort() {
        return "func";
    }

    @Override
    public boolean containsResources() {
        return parameters.stream().anyMatch(p -> p.type().containsResources())
                || (result != null && result.containsResources());
    }

    /** Whether the function or one of its types is beyond what WASI 0.2 has. */
    public boolean isBeyondPreview2() {
        return async
                || parameters.stream().anyMatch(p -> p.type().isBeyondPreview2())
                || (result != null && result.isBeyondPreview2());
    }

    @Override
    public int weight() {
        long sum = 1L + (result == null ? 0 : result.weight());
        for (NamedType parameter : parameters) {
            sum += parameter.type().weight();
        }
        return (int) Math.min(Integer.MAX_VALUE, sum);
    }

    @Override
    public int depth() {
        int deepest = result == null ? 0 : result.depth();
        for (NamedType parameter : parameters) {
            deepest = Math.max(deepest, parameter.type().depth());
        }
        return deepest + 1;
    }

    @Override
    public String toString() {
        String head = parameters.stream()
                .map(p -> p.name() + ": " + p.type())
                .collect(Collectors.joining(", ", async ? "async func(" : "func(", ")"));
        return result == null ? head : head + " -> " + result;
    }
}
